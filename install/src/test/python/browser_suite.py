"""JupyterLab and Notebook 7 in a browser, step by step as a person uses them.

RIVULET_CHROMIUM is the browser, RIVULET_REPORTS the folder for screenshots and the server's log,
RIVULET_NOTEBOOKS a pattern of the notebooks that are run.
"""

import os
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect, sync_playwright

from browser_pages import LAB, LONG, NOTEBOOK, NotebookPage, Server

REPORTS = Path(os.environ["RIVULET_REPORTS"])
PATTERN = Path(os.environ["RIVULET_NOTEBOOKS"])
KERNEL = {"kernelspec": {"name": "rivulet", "display_name": "Java (Rivulet)", "language": "java"}}


def text_of(output):
    """The text that a page shows of a stored output, or None for what is not text."""
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return "\n".join(output.traceback)
    return output.data["text/plain"] if list(output.data) == ["text/plain"] else None


def words(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text).split()


class Steps:
    """What is done in either frontend; `frontend` says in which."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="rivulet-browser"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.server = Server(cls.folder, REPORTS / f"{cls.name}-server.log")
        cls.addClassCleanup(cls.server.stop)
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = playwright.chromium.launch(executable_path=os.environ["RIVULET_CHROMIUM"])
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.browser.new_page(viewport={"width": 1200, "height": 800})
        self.page.set_default_timeout(LONG)
        self.addCleanup(self.server.end_kernels)
        self.addCleanup(self.page.close)
        self.addCleanup(self.keep, self.id().rsplit("test_")[-1])

    def keep(self, step):
        """Keeps a screenshot as a report."""
        self.page.screenshot(path=REPORTS / f"{self.name}-{step}.png")

    def open(self, *cells):
        """Opens a new notebook of these code cells."""
        notebook = new_notebook(cells=[new_code_cell(code) for code in cells], metadata=KERNEL)
        return self.open_notebook("steps.ipynb", notebook)

    def open_notebook(self, name, notebook):
        nbformat.write(notebook, self.folder / name)
        return NotebookPage(self.page, self.server, self.frontend, name)

    def test_notebooks_run_all(self):
        files = sorted(PATTERN.parent.glob(PATTERN.name))
        self.assertTrue(files, f"no notebook is called {PATTERN}")
        for file in files:
            with self.subTest(file.name):
                self.run_all(file)
                self.keep(file.stem)
                self.server.end_kernels()

    def run_all(self, file):
        stored = nbformat.read(file, as_version=4)
        expected = [cell.outputs for cell in stored.cells if cell.cell_type == "code"]
        for cell in stored.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        notebook = self.open_notebook(file.name, stored)
        notebook.choose("Run", "Run All Cells")
        for number, outputs in enumerate(expected):
            notebook.ends_as(number, number + 1)
            self.compare(outputs, notebook.results(number))

    def compare(self, stored, shown):
        self.assertEqual(len(stored), len(shown), shown)
        for output, text in zip(stored, shown):
            if (plain := text_of(output)) is not None:
                self.assertEqual(words(plain), words(text))

    def test_tab_completes(self):
        notebook = self.open('"abc".le', "tensor(2.0).requiresG")
        entries = self.page.locator(".jp-Completer-item")
        notebook.enter(0)
        notebook.ask("Tab", entries)
        expect(entries).to_contain_text("length")
        notebook.press("Enter")
        expect(notebook.editor(0)).to_contain_text('"abc".length')
        notebook.enter(1)
        notebook.ask("Tab", entries)
        expect(entries.get_by_text("requiresGrad_", exact=False)).to_be_visible()
        self.keep("tab_completes_from_a_list")
        notebook.press("ArrowDown")
        notebook.press("Enter")
        expect(notebook.editor(1)).to_contain_text("requiresGrad_")

    def test_shift_tab_explains(self):
        notebook = self.open('"abc".length')
        notebook.enter(0)
        tooltip = self.page.locator(".jp-Tooltip")
        notebook.ask("Shift+Tab", tooltip)
        expect(tooltip).to_contain_text("int length()")
        expect(tooltip).to_contain_text("java.lang.String")

    def test_input_is_answered(self):
        notebook = self.open('"<" + new Scanner(System.in).nextLine() + ">"')
        notebook.run(0)
        field = self.page.locator("input.jp-Stdin-input")
        expect(field).to_be_visible()
        self.keep("input_is_asked_for")
        field.fill("typed")
        field.press("Enter")
        notebook.shows(0, "<typed>")

    def test_stop_button_ends_an_endless_loop(self):
        notebook = self.open(
            "long n = 0;",
            'System.out.println("running");\nwhile (true) {\n  n++;\n}',
            'n > 0 ? "alive" : "dead"',
        )
        notebook.run(0)
        notebook.run(1)
        notebook.shows(1, "running")
        notebook.push("interrupt")
        notebook.shows(1, "Interrupted")
        notebook.ends_as(1, 2)
        notebook.run(2)
        notebook.shows(2, "alive")

    def test_restart_and_run_all(self):
        notebook = self.open('String.valueOf(System.setProperty("seen", "yes"))', "6 * 7")
        notebook.choose("Run", "Run All Cells")
        notebook.ends_as(1, 2)
        notebook.choose("Run", "Run All Cells")
        notebook.ends_as(1, 4)
        notebook.shows(0, "yes")
        notebook.push("restart-and-run")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        notebook.ends_as(0, 1)
        notebook.ends_as(1, 2)
        notebook.shows(0, "null")
        notebook.shows(1, "42")

    def test_error_has_a_caret(self):
        notebook = self.open("int one = 1;\nint two = one + other;")
        notebook.run(0)
        notebook.shows(0, "Cell In[1], line 2")
        lines = "".join(notebook.results(0)).splitlines()
        caret = next(number for number, line in enumerate(lines) if line.strip() == "^")
        self.assertTrue(lines[caret - 1][lines[caret].index("^") :].startswith("other"), lines)

    def test_html_and_images_are_shown(self):
        notebook = self.open(
            'display(html("<b>bold</b>"));',
            """var image = new java.awt.image.BufferedImage(60, 40, java.awt.image.BufferedImage.TYPE_INT_RGB);
var pen = image.createGraphics();
pen.setColor(java.awt.Color.ORANGE);
pen.fillOval(0, 0, 60, 40);
image""",
            'Map.of("one", 1)',
        )
        notebook.choose("Run", "Run All Cells")
        expect(notebook.outputs(0).locator("b")).to_have_text("bold")
        image = notebook.outputs(1).locator("img")
        expect(image).to_be_visible()
        self.assertEqual([60, 40], image.evaluate("i => [i.naturalWidth, i.naturalHeight]"))
        expect(notebook.outputs(2).locator("table")).to_contain_text("one")

    def test_page_answers_during_a_flood(self):
        notebook = self.open(
            'for (int i = 0; i < 1_000_000; i++) {\n  System.out.println("line " + i);\n}', ""
        )
        self.page.evaluate(
            """() => {
              window.longest = 0;
              let last = performance.now();
              setInterval(() => {
                const now = performance.now();
                window.longest = Math.max(window.longest, now - last);
                last = now;
              }, 20);
            }"""
        )
        notebook.run(0)
        notebook.enter(1)
        notebook.type('"typed meanwhile"')
        expect(notebook.editor(1)).to_have_text('"typed meanwhile"')
        notebook.press("Control+Enter")
        notebook.ends_as(0, 1)
        notebook.shows(1, "typed meanwhile")
        notebook.shows(0, "line 0")
        notebook.shows(0, "line 999999")
        self.check_transcript("".join(notebook.results(0)))
        longest = self.page.evaluate("window.longest")
        print(f"the page did not answer for at most {longest:.0f} ms")
        self.assertLess(longest, 2_000)

    def check_transcript(self, shown):
        """The file that the note names has every line."""
        file = Path(re.search(r"all of the output is in (.*)\]", shown).group(1))
        with file.open() as lines:
            self.assertEqual(1_000_000, sum(line == f"line {n}\n" for n, line in enumerate(lines)))
        shutil.rmtree(file.parent)


class LabTest(Steps, unittest.TestCase):
    frontend = LAB
    name = "lab"


class NotebookTest(Steps, unittest.TestCase):
    frontend = NOTEBOOK
    name = "notebook"
