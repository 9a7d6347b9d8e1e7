"""JupyterLab and Notebook 7 on loopback, and a page of theirs, used as by a person."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import TimeoutError, expect

LAB = "lab/tree"
NOTEBOOK = "notebooks"

# Against hanging, in milliseconds: a kernel's start on a busy machine is what takes longest.
LONG = 60_000

# The same for a cell of a notebook, which may have much to do.
CELL = 300_000
expect.set_options(timeout=LONG)

CONTRASTS = """() => {
  const channels = text => text.match(/[\\d.]+/g).map(Number);
  const over = (below, [red, green, blue, alpha = 1]) =>
    [red, green, blue].map((c, i) => c * alpha + below[i] * (1 - alpha));
  const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const background = node => node === null
    ? [255, 255, 255]
    : over(background(node.parentElement), channels(getComputedStyle(node).backgroundColor));
  const contrast = node => {
    const behind = background(node);
    const text = over(behind, channels(getComputedStyle(node).color));
    const [dark, light] = [luminance(behind), luminance(text)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const found = {};
  for (const output of document.querySelectorAll(".jp-OutputArea-output")) {
    const texts = document.createTreeWalker(output, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode.parentElement;
      const text = texts.currentNode.textContent.trim();
      if (text && !node.closest(".ansi-red-fg, a")) {
        found[text] = Math.min(found[text] ?? 21, contrast(node));
      }
    }
  }
  return found;
}"""


class Server:
    """A Jupyter server for both frontends, with a token and folders of its own."""

    def __init__(self, folder, log):
        self.folder = Path(folder)
        self.token = secrets.token_hex(16)
        self.quiet_news()
        words = [
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            "--port=0",
            "--LabApp.extension_manager=readonly",
            f"--IdentityProvider.token={self.token}",
            f"--ServerApp.root_dir={self.folder}",
        ]
        with open(log, "w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *words], stdout=out, stderr=subprocess.STDOUT
            )
        try:
            self.address = self.wait_for_address(log)
        except BaseException:
            self.stop()
            raise

    def quiet_news(self):
        """Keeps the question about news, a request to the world outside, from the pages."""
        config = Path(os.environ["JUPYTER_CONFIG_DIR"])
        settings = config / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True, exist_ok=True)
        quiet = {"fetchNews": "false", "checkForUpdates": False}
        (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))

    def wait_for_address(self, log):
        said = Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"jpserver-{self.process.pid}.json"
        end = time.monotonic() + LONG / 1000
        while time.monotonic() < end and self.process.poll() is None:
            try:
                return json.loads(said.read_text())["url"]
            except (FileNotFoundError, json.JSONDecodeError):
                time.sleep(0.1)
        raise AssertionError(f"the Jupyter server did not start; it said:\n{Path(log).read_text()}")

    def page_of(self, frontend, name):
        """The address of a notebook's page, with no other left open there."""
        return f"{self.address}{frontend}/{quote(name)}?token={self.token}&reset"

    def ask(self, path, method="GET"):
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.address + "api/" + path, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=LONG / 1000) as answer:
            return json.loads(answer.read() or "null")

    def wait_for_kernel(self, name):
        """Waits until a notebook's page has its kernel: what is run before that, the page drops."""
        end = time.monotonic() + LONG / 1000
        while time.monotonic() < end:
            for session in self.ask("sessions"):
                kernel = session["kernel"]
                ready = kernel["execution_state"] == "idle" and kernel["connections"] > 0
                if session["path"] == name and ready:
                    return
            time.sleep(0.1)
        raise AssertionError(f"the page of {name} has no kernel")

    def end_kernels(self):
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(LONG / 1000)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class NotebookPage:
    """An open notebook. Code cells count from 0."""

    def __init__(self, page, server, frontend, name):
        self.page = page
        page.goto(server.page_of(frontend, name), timeout=LONG)
        server.wait_for_kernel(name)
        self.wait_until("idle")

    def wait_until(self, status):
        indicator = self.page.locator(".jp-Notebook-ExecutionIndicator")
        expect(indicator).to_have_attribute("data-status", status)

    def cell(self, number):
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(number)

    def editor(self, number):
        return self.cell(number).locator(".cm-content")

    def enter(self, number):
        """Puts the caret at the end of a cell's code."""
        self.editor(number).click()
        self.page.keyboard.press("Control+End")

    def press(self, key):
        self.page.keyboard.press(key)

    def ask(self, key, answer):
        """Presses a key until its answer is seen: a page drops what comes after more than a second."""
        for _ in range(10):
            self.press(key)
            try:
                answer.first.wait_for(timeout=3_000)
                return
            except TimeoutError:
                print(f"{key} was not answered at once")
        raise AssertionError(f"{key} is not answered")

    def type(self, text):
        self.page.keyboard.type(text)

    def push(self, button):
        """Clicks a button of the toolbar."""
        self.page.locator(f'.jp-NotebookPanel-toolbar [data-jp-item-name="{button}"] jp-button').click()

    def choose(self, menu, *entries):
        self.page.locator(".lm-MenuBar-itemLabel").get_by_text(menu, exact=True).click()
        for entry in entries:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()

    def run(self, number):
        """Runs one cell with the toolbar's button; does not wait for its end."""
        self.enter(number)
        self.push("run")

    def ends_as(self, number, count, milliseconds=LONG):
        """Waits until a cell has ended, as the kernel's cell of this count."""
        prompt = self.cell(number).locator(".jp-InputPrompt")
        expect(prompt).to_have_text(f"[{count}]:", timeout=milliseconds)

    def shows(self, number, text):
        """Waits until a cell's outputs have a text: a string or a pattern."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
        expect(self.outputs(number)).to_contain_text(pattern)

    def outputs(self, number):
        return self.cell(number).locator(".jp-Cell-outputArea")

    def errors(self, number):
        return self.outputs(number).locator('[data-mime-type="application/vnd.jupyter.error"]')

    def results(self, number):
        return self.cell(number).locator(".jp-OutputArea-output").all_text_contents()

    def contrasts(self):
        """How much each text of an output stands out, from 1 to 21; WCAG 2 asks for 4.5.

        Left out are Jupyter's own red, which the names of errors have in all kernels, and links.
        """
        return self.page.evaluate(CONTRASTS)
