"""Runs a folder of notebooks on one or more Java kernels and compares with what the notebooks store.

In a Python environment with nbclient and the kernels (`install/rivulet install --prefix ENVIRONMENT`,
`pip install jjava` for JJava, whose kernel is named `java`):

    python install/src/bench/notebooks.py FOLDER --kernel rivulet --kernel java --out OUT

Notebooks can hold anything, `rm -rf` too: each runs in a home and a working directory of its own that
are removed afterwards, with no standard input and no display. That is no sandbox; where it matters, run
it in one. What ran is kept in OUT, and a second run goes on where the first one stopped.
"""

import argparse
import asyncio
import dataclasses
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

ANSI = re.compile(r"\x1b\[[0-9;]*m")
JSHELL = re.compile(r"REPL\.\$JShell\$\d+[A-Z]?[$.]")
HASH = re.compile(r"@[0-9a-f]{4,8}\b")
LOST = "Lost"
START = 60  # seconds for a kernel to start, and to end


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="its notebooks in Java, with those of its folders")
    parser.add_argument("--kernel", action="append", required=True, help="a kernelspec's name; again for more")
    parser.add_argument("--out", type=Path, required=True, help="for the notebooks that ran and the report")
    parser.add_argument("--only", default="", help="a regular expression that a notebook's path has to match")
    parser.add_argument("--cell", type=int, default=60, metavar="SECONDS", help="the limit of a cell")
    parser.add_argument("--notebook", type=int, default=300, metavar="SECONDS", help="the limit of a notebook")
    parser.add_argument("--jobs", type=int, default=1, help="notebooks that run at a time")
    parser.add_argument("--repository", type=Path, help="Maven's local repository for all of them (default: OUT/m2)")
    parser.add_argument("--settings", type=Path, default=Path.home() / ".m2/settings.xml", help="Maven's settings")
    parser.add_argument("--beside", action="store_true", help="run each in a copy of its folder in FOLDER")
    return parser.parse_args()


def is_java(notebook):
    metadata = notebook.metadata
    language = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name", "")
    return language.lower() == "java"


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


# ---- running ----


class Place:
    """A home and a working directory for one run of a notebook."""

    def __init__(self, options, path):
        self.root = Path(tempfile.mkdtemp(prefix="notebook-"))
        self.home = self.root / "home"
        self.work = self.root / "work"
        maven = self.home / ".m2"
        maven.mkdir(parents=True)
        (maven / "repository").symlink_to(options.repository.resolve(), target_is_directory=True)
        if options.settings.exists():
            shutil.copy(options.settings, maven / "settings.xml")
        self.work.mkdir()
        if options.beside:
            self.take_along(options.folder, path)

    def take_along(self, folder, path):
        inside = path.relative_to(folder)
        if len(inside.parts) > 1:
            shutil.copytree(folder / inside.parts[0], self.work / inside.parts[0], symlinks=True)
        self.work = (self.work / inside).parent

    def environment(self):
        """Java asks the system for the home, not the variable."""
        variables = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        java = f"-Duser.home={self.home} -Djava.awt.headless=true"
        return variables | {"HOME": str(self.home), "JAVA_TOOL_OPTIONS": java}

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)


def lose(cells, reason, outputs=()):
    """Marks cells that there was no kernel or no time for: a kernel need not tell that it was interrupted."""
    for cell in cells:
        cell.outputs = [*outputs, nbformat.v4.new_output("error", ename=LOST, evalue=reason, traceback=[])]


async def run_cells(notebook, client, limit):
    left = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    end = time.monotonic() + limit
    while left:
        index, cell = left[0]
        if not cell.source.strip():
            left.pop(0)
            continue
        try:
            start = time.monotonic()
            await asyncio.wait_for(client.async_execute_cell(cell, index), max(end - start, 0.01))
            if time.monotonic() - start >= client.timeout and error_of(cell) is None:
                lose([cell], f"the cell's {client.timeout} s were over", cell.outputs)
        except TimeoutError:
            return lose([cell for _, cell in left], f"the notebook's {limit} s were over")
        except DeadKernelError:
            return lose([cell for _, cell in left], "the kernel died")
        left.pop(0)


async def run(options, kernel, path, target):
    notebook = nbformat.read(path, as_version=4)
    place = Place(options, path)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=options.cell,
        interrupt_on_timeout=True,
        allow_errors=True,
        startup_timeout=START,
        resources={"metadata": {"path": str(place.work)}},
    )
    try:
        async with asyncio.timeout(options.notebook + START):
            async with client.async_setup_kernel(env=place.environment(), cwd=str(place.work)):
                await run_cells(notebook, client, options.notebook)
    except Exception as error:  # A kernel that does not start, or does not end, is a result as well.
        print(f"{kernel}: {path}: {type(error).__name__}: {error}", flush=True)
        lose([cell for cell in code_cells(notebook) if not cell.get("execution_count")], str(error))
    finally:
        if client.km is not None and await client.km.is_alive():
            await client.km.shutdown_kernel(now=True)
        place.remove()
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)


async def run_all(options, paths):
    turn = asyncio.Semaphore(options.jobs)

    async def one(kernel, path):
        target = options.out / kernel / path.relative_to(options.folder)
        if not target.exists():
            async with turn:
                start = time.monotonic()
                await run(options, kernel, path, target)
                print(f"{kernel}: {path.relative_to(options.folder)} {time.monotonic() - start:.0f} s", flush=True)

    await asyncio.gather(*(one(kernel, path) for path in paths for kernel in options.kernel))


# ---- comparing ----


def overwritten(line):
    """What a page shows of a line with carriage returns."""
    shown = ""
    for state in line.split("\r"):
        shown = state + shown[len(state) :]
    return shown


def plain(text):
    text = HASH.sub("@hash", JSHELL.sub("", ANSI.sub("", text)))
    return "\n".join(overwritten(line).rstrip() for line in text.strip().split("\n"))


def text_of(cell):
    """What a cell printed, joined, and then what it showed."""
    streams, shown = [], []
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stdout":
            streams.append(output.text)
        elif output.output_type in ("execute_result", "display_data"):
            shown.append(output.data.get("text/plain", ""))
    return plain("\n".join(["".join(streams), *shown]))


def error_of(cell):
    for output in cell.outputs:
        if output.output_type == "error":
            return plain(f"{output.ename}: {output.evalue}")
    return None


@dataclasses.dataclass
class Pair:
    """A cell as it is stored and as it ran."""

    path: Path
    number: int
    stored: nbformat.NotebookNode
    ran: nbformat.NotebookNode

    def __post_init__(self):
        self.stored_error, self.error = error_of(self.stored), error_of(self.ran)
        self.stored_text, self.text = text_of(self.stored), text_of(self.ran)

    def fails(self):
        return self.error is not None and self.stored_error is None

    def compares(self):
        return self.stored_error is None and self.stored_text != ""

    def equals(self):
        return self.text == self.stored_text and self.error is None

    def differs(self):
        return self.fails() or (self.compares() and not self.equals()) or (self.stored_error and not self.error)


def pairs(options, kernel, path):
    stored = code_cells(nbformat.read(path, as_version=4))
    ran = code_cells(nbformat.read(options.out / kernel / path.relative_to(options.folder), as_version=4))
    name = path.relative_to(options.folder)
    return [Pair(name, number, *both) for number, both in enumerate(zip(stored, ran), start=1)]


def table(results):
    lines = [
        "| kernel | notebooks | cells | errors where none was stored | stored text outputs equal"
        " | stored errors raised again | clean notebooks |",
        "|---|---|---|---|---|---|---|",
    ]
    for kernel, notebooks in results.items():
        cells = [pair for notebook in notebooks for pair in notebook]
        equal = [pair.equals() for pair in cells if pair.compares()]
        again = [pair.error is not None for pair in cells if pair.stored_error]
        clean = sum(not any(pair.fails() for pair in notebook) for notebook in notebooks)
        lines.append(
            f"| {kernel} | {len(notebooks)} | {len(cells)} | {sum(pair.fails() for pair in cells)}"
            f" | {sum(equal)} of {len(equal)} | {sum(again)} of {len(again)} | {clean} |"
        )
    return "\n".join(lines)


def quoted(text, limit=1500):
    return "```\n" + (text if len(text) <= limit else text[:limit] + "…") + "\n```"


def outcome(pair):
    return "\n".join(part for part in (pair.text, pair.error) if part)


def differences(results):
    """Each cell that any kernel runs otherwise than it is stored, with what all of them say."""
    for same in zip(*(sum(notebooks, []) for notebooks in results.values())):
        if any(pair.differs() for pair in same):
            cell = same[0]
            yield f"## {cell.path}, cell {cell.number}\n" + quoted(cell.stored.source)
            yield "stored\n" + quoted("\n".join(part for part in (cell.stored_text, cell.stored_error) if part))
            for kernel, pair in zip(results, same):
                yield f"{kernel}: {'differs' if pair.differs() else 'as stored'}\n" + quoted(outcome(pair))


def main():
    options = arguments()
    options.repository = options.repository or options.out / "m2"
    options.repository.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(options.folder.rglob("*.ipynb")) if re.search(options.only, str(path))]
    paths = [path for path in paths if is_java(nbformat.read(path, as_version=4))]
    asyncio.run(run_all(options, paths))
    results = {kernel: [pairs(options, kernel, path) for path in paths] for kernel in options.kernel}
    report = table(results)
    (options.out / "report.md").write_text("\n\n".join([report, *differences(results)]) + "\n")
    print(report)


main()
