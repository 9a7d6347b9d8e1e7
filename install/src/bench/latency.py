"""How long cells take: Rivulet's beside ipykernel's, and PyTorch's loop where torch is there.

Run after `install/rivulet test` has made the Python environment:

    install/target/python/bin/python install/src/bench/latency.py

For PyTorch's numbers, `install/target/python/bin/pip install torch` first.
"""

import importlib.util
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager

ROOT = Path(__file__).resolve().parents[3]
CELLS = 1000
SESSIONS = 3

JAVA_LOOP = """
manualSeed(0);
var X = rand(1).requiresGrad_();
var Y = X + 1.0;
Tensor mse(Tensor y) { var diff = 3.0 - y; return (diff * diff).sum() / 2; }
""", """
for (int i = 0; i < 10_000; i++) {
  Y = X + 1.0;
  var loss = mse(Y);
  loss.backward();
  try (var off = noGrad()) { X -= 1e-3 * X.grad(); X.grad().zero_(); }
}
"""

PYTHON_LOOP = """
import torch
torch.manual_seed(0)
X = torch.rand(1, requires_grad=True)
def mse(y):
    diff = 3.0 - y
    return (diff * diff).sum() / 2
""", """
for i in range(10000):
    Y = X + 1.0
    loss = mse(Y)
    loss.backward()
    with torch.no_grad():
        X -= 1e-3 * X.grad
        X.grad.zero_()
"""


class Session:
    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def seconds(self, code):
        """From the request to its idle."""
        start = time.perf_counter()
        request = self.client.execute(code)
        while True:
            message = self.client.get_iopub_msg(timeout=300)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
            if message["content"].get("execution_state") == "idle":
                break
        elapsed = time.perf_counter() - start
        self.client.get_shell_msg(timeout=60)
        return elapsed

    def asked(self, request):
        """From now to the reply of a request that was sent."""
        start = time.perf_counter()
        while self.client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != request:
            pass
        return time.perf_counter() - start

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def milliseconds(times):
    return f"{1000 * statistics.median(times):.1f} ms"


def start(name):
    """From nothing to the first result, and the cells that a script sends at once."""
    results, early = [], []
    for _ in range(SESSIONS):
        begin = time.perf_counter()
        session = Session(name)
        try:
            session.seconds("1 + 1")
            results.append(time.perf_counter() - begin)
            early += [session.seconds(f"{i} + {i}") for i in range(30)][10:]
        finally:
            session.close()
    print(f"{name:8} start to first result {milliseconds(results)}; cells 10 to 30: median {milliseconds(early)}")


def cells(name):
    session = Session(name)
    try:
        times = [session.seconds(f"{i} + {i}") for i in range(CELLS)]
        asked = [session.asked(session.client.kernel_info()) for _ in range(30)]
    finally:
        session.close()
    print(
        f"{name:8} cells of one expression: 20 to 50 {milliseconds(times[20:50])},"
        f" the last 30 {milliseconds(times[-30:])}; kernel_info {milliseconds(asked)}"
    )


def help_while_computing():
    """Completion and inspection, the first and later ones, two seconds after a cell began to compute; ipykernel
    answers neither before the cell has ended."""
    text = "String.join"
    session = Session("rivulet")
    try:
        session.seconds("1 + 1")
        session.client.execute("while (true) {}")
        time.sleep(2)
        completions = [session.asked(session.client.complete(text, len(text))) for _ in range(10)]
        inspections = [session.asked(session.client.inspect(text, text.index("."))) for _ in range(10)]
    finally:
        session.close()
    print(
        f"rivulet  while a cell computes: completion {milliseconds(completions[:1])}, then"
        f" {milliseconds(completions[1:])}; inspection {milliseconds(inspections[:1])}, then {milliseconds(inspections[1:])}"
    )


def loop(name, cells):
    session = Session(name)
    try:
        session.seconds(cells[0])
        times = ", ".join(f"{session.seconds(cells[1]):.3f} s" for _ in range(3))
    finally:
        session.close()
    print(f"{name:8} loop of 03-solve-x-plus-1, first, second and third time: {times}")


def main():
    with tempfile.TemporaryDirectory() as prefix:
        command = [ROOT / "install" / "rivulet", "install", "--prefix", prefix]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        os.environ["JUPYTER_PATH"] = f"{prefix}/share/jupyter"
        for name in "python3", "rivulet":
            start(name)
            cells(name)
        help_while_computing()
        loop("rivulet", JAVA_LOOP)
        if importlib.util.find_spec("torch"):
            loop("python3", PYTHON_LOOP)


main()
