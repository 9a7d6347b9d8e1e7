"""JupyterLab and Notebook 7 in a browser, step by step as a person uses them.

RIVULET_CHROMIUM is the browser, RIVULET_REPORTS the folder for screenshots and the server's log,
RIVULET_NOTEBOOKS the notebooks that are run: patterns and folders, parted by colons.
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

from browser_pages import CELL, LAB, LONG, NOTEBOOK, NotebookPage, Server

REPORTS = Path(os.environ["RIVULET_REPORTS"])
PATTERNS = os.environ["RIVULET_NOTEBOOKS"].split(os.pathsep)
KERNEL = {"kernelspec": {"name": "rivulet", "display_name": "Java (Rivulet)", "language": "java"}}


# What has colours of its own, of the theme, or none.
READ = [
    'record City(String name, int people) {}\nList.of(new City("Bonn", 3), new City("Ulm", 1))',
    'new TreeMap<>(Map.of("one", 1, "two", List.of()))',
    'System.out.println("out");\nSystem.err.println("err");',
    'markdown("# Title\\n`code`, [link](https://example.org)\\n\\n> quote")',
    'html("<b>bold</b> <a href=\'x\'>link</a> <code>code</code>")',
    "?String.length",
    "int zero = 0;\n1 % zero",
]


def notebooks():
    """The notebooks that are run; in folders all, those in the folders within as well."""
    files = []
    for pattern in map(Path, PATTERNS):
        inside = pattern.is_dir()
        found = pattern.rglob("*.ipynb") if inside else pattern.parent.glob(pattern.name)
        found = [file for file in found if ".ipynb_checkpoints" not in file.parts]
        assert found, f"no notebook is called {pattern}"
        files += sorted(found)
    return files


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
        for file in notebooks():
            print(f"\n{file}: ", end="", flush=True)
            with self.subTest(file.name):
                try:
                    print(f" {self.run_all(file)} cells", flush=True)
                finally:
                    self.keep(file.stem)
                    self.server.end_kernels()

    def run_all(self, file):
        """Runs a notebook beside links to what is in its folder; tells how many cells ran."""
        stored = nbformat.read(file, as_version=4)
        stored.metadata.update(KERNEL)
        cells = [cell for cell in stored.cells if cell.cell_type == "code"]
        expected = [cell.outputs for cell in cells]
        for cell in cells:
            cell.outputs, cell.execution_count = [], None
        notebook = self.open_notebook(self.place_of(file), stored)
        notebook.choose("Run", "Run All Cells")
        count = 0
        for number, outputs in enumerate(expected):
            if cells[number].source.strip():
                count += 1
                notebook.ends_as(number, count, CELL)
                self.compare(outputs if any(expected) else None, notebook, number)
                print(".", end="", flush=True)
        return count

    def place_of(self, file):
        place = Path(tempfile.mkdtemp(prefix=f"{file.stem}-", dir=self.folder))
        for other in file.parent.iterdir():
            if other.name != file.name:
                (place / other.name).symlink_to(other.absolute())
        return f"{place.name}/{file.name}"

    def compare(self, stored, notebook, number):
        """Holds what a cell shows against what is stored; where nothing is, it must not fail."""
        shown = notebook.results(number)
        if stored is None:
            expect(notebook.errors(number)).to_have_count(0)
            return
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

    def test_outputs_can_be_read_in_light_and_dark(self):
        notebook = self.open(*READ)
        notebook.choose("Run", "Run All Cells")
        notebook.ends_as(len(READ) - 1, len(READ))
        for theme in ["JupyterLab Dark", "JupyterLab Light"]:
            notebook.choose("Settings", "Theme", theme)
            expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", theme)
            self.keep("outputs_in_" + theme.split()[1].lower())
            for text, contrast in notebook.contrasts().items():
                self.assertGreater(contrast, 4.5, f"{text} in {theme}")

    def test_cleared_output_does_not_flicker(self):
        notebook = self.open(
            """for (int i = 1; i <= 30; i++) {
  clearOutput(true);
  System.out.println("step " + i);
  Thread.sleep(50);
}"""
        )
        notebook.run(0)
        notebook.shows(0, "step 1")
        lowest = notebook.outputs(0).evaluate(
            """area => new Promise(done => {
              let lowest = area.offsetHeight;
              const look = () => {
                lowest = Math.min(lowest, area.offsetHeight);
                area.textContent.includes("step 30") ? done(lowest) : requestAnimationFrame(look);
              };
              look();
            })"""
        )
        self.assertGreater(lowest, 10)
        notebook.ends_as(0, 1)
        self.assertEqual("step 30", "".join(notebook.results(0)).strip())

    def test_display_is_updated_from_another_cell(self):
        notebook = self.open(
            'String id = display("first");\nSystem.out.println("beside");',
            'updateDisplay(id, html("<b>second</b>"));',
            """Thread.ofVirtual().start(() -> {
  for (int i = 3; i <= 20; i++) {
    updateDisplay(id, i);
  }
}).join();""",
        )
        notebook.run(0)
        notebook.shows(0, "first")
        notebook.run(1)
        expect(notebook.outputs(0).locator("b")).to_have_text("second")
        notebook.run(2)
        notebook.ends_as(2, 3)
        notebook.shows(0, "20")
        self.assertEqual(["20", "beside"], [text.strip() for text in notebook.results(0)])
        self.assertEqual([], notebook.results(1) + notebook.results(2))

    def test_comm_that_nobody_takes_is_closed(self):
        notebook = self.open(
            """import rivulet.kernel.session.*;
var comm = Comms.current().open("nobody", CommMessage.of(Map.of()));
comm.isOpen()""",
            "comm.isOpen()",
        )
        notebook.run(0)
        notebook.shows(0, "true")
        # The kernel hears that it is closed between cells.
        self.page.wait_for_timeout(1000)
        notebook.run(1)
        notebook.shows(1, "false")

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
        notebook.wait_until("idle")
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
