"""What the workloads of every library share: arguments, timing, and answering on request.

A script prints a line of JSON for each workload. With --serve it reads lines `NAME SECONDS` from standard input and
answers each with one line, after a first line that says which library it is, or what is missing. The workload that was
last asked for is kept, so that asking again measures the same one, warm.
"""

import argparse
import importlib.util
import json
import re
import signal
import sys
import time
import warnings

CHECKED = 3  # the step whose value both sides must agree on

warnings.filterwarnings("ignore")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", default=".")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    if options.serve:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks ends this process
    return options


def need(*modules):
    """Ends the script, saying so, where modules are missing."""
    missing = [module for module in modules if not importlib.util.find_spec(module)]
    if missing:
        say({"lacks": " ".join(missing)})
        sys.exit(2)


def run(library, workloads, options):
    """Measures what the options ask for.

    workloads: functions by name; each makes a workload and returns its step, which returns a number.
    """
    if options.serve:
        serve(library, workloads, options.threads)
        return
    for name, make in workloads.items():
        if re.search(options.only, name):
            say(Running(name, make).measure(options.seconds, options.threads))


def serve(library, workloads, threads):
    say({"library": library})
    running = None
    for line in sys.stdin:
        name, seconds = line.split()
        if name not in workloads:
            say({"workload": name, "unknown": True})
            continue
        if running is None or running.name != name:
            running = None  # lets go of the one before
            running = Running(name, workloads[name])
        say(running.measure(float(seconds), threads))


class Running:
    """A workload that was made and checked."""

    def __init__(self, name, make):
        self.name = name
        self.step = make()
        for _ in range(CHECKED):
            self.check = self.step()
        self.warm = False

    def measure(self, seconds, threads):
        if not self.warm:
            self.times(seconds)
            self.warm = True
        times = sorted(self.times(seconds))
        return {
            "workload": self.name,
            "threads": threads,
            "ms": round(times[len(times) // 2] * 1e3, 4),
            "min_ms": round(times[0] * 1e3, 4),
            "check": self.check,
        }

    def times(self, seconds):
        """Seconds a step, at least three of them."""
        times = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or len(times) < CHECKED:
            start = time.perf_counter()
            self.step()
            times.append(time.perf_counter() - start)
        return times


def say(answer):
    print(json.dumps(answer), flush=True)
