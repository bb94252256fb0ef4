"""Times training in Onward and in PyTorch, in turns, on the same data with the same settings.

    python3 compare_training.py

Each round trains with Onward, with PyTorch as it comes and with PyTorch at its fastest float32
setting, so that a slow minute of the machine meets all three. The first epoch of every run warms
caches and allocators and does not count. Speeds of different machines or days do not compare:
the result is the ratio in the last column, PyTorch's median seconds over Onward's.

Arguments after `--` go to `onward train` as they are:

    python3 compare_training.py --rounds 5 -- --precision float32
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from image_files import FASHION_MNIST

FOLDER = Path(__file__).parent
ONWARD = FOLDER.parents[1] / ".build/release/onward"
PYTORCH_SETTINGS = {
    "PyTorch, default float32": [],
    "PyTorch, matmul precision medium": ["--matmul-precision", "medium"],
}


def run(command):
    """The epochs that a command reports on standard output, as dictionaries."""
    environment = dict(os.environ)
    # Where it is set, it can hold a linear algebra library to slower routines.
    environment.pop("OPENBLAS_CORETYPE", None)
    command = [str(part) for part in command]
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    except OSError as error:
        raise SystemExit(f"expected to run {command[0]}: {error}; build it, or name it by --onward")
    if done.returncode != 0:
        raise SystemExit(f"status {done.returncode} from: {' '.join(command)}")
    return [line for line in map(parsed, done.stdout.splitlines()) if line]


def parsed(line):
    """The JSON object in a line if it tells of an epoch, otherwise None."""
    try:
        content = json.loads(line)
    except json.JSONDecodeError:
        return None
    is_epoch = isinstance(content, dict) and {"epoch", "seconds"} <= content.keys()
    return content if is_epoch else None


def seconds_per_epoch(epochs, expected, name):
    """The seconds of every epoch but the first."""
    if len(epochs) != expected:
        raise SystemExit(f"expected {expected} epochs from {name}, got {len(epochs)}")
    return [epoch["seconds"] for epoch in epochs[1:]]


def shared_arguments(options):
    """What both programs are told in the same words."""
    return [
        "--algorithm", options.algorithm, "--network", options.network, "--epochs", options.epochs,
        "--batch-size", options.batch_size, "--lr", "1e-3", "--seed", "1",
        "--threads", options.threads]


def train_onward(options):
    """Trains once with Onward; returns its epochs and the precision it says it used."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "run"
        epochs = run(
            [options.onward, "train", *shared_arguments(options), "--data", "fashion-mnist",
             "--validation", "0", "--json", "--output", output, *options.onward_arguments])
        summary = output / "summary.json"
        content = json.loads(summary.read_text()) if summary.exists() else {}
        return epochs, content.get("precision", "precision not reported")


def train_pytorch(options, settings):
    """Trains once with PyTorch; returns its epochs."""
    return run(
        [sys.executable, FOLDER / "mono_forward.py", *shared_arguments(options),
         "--data-dir", options.data_dir, *settings])


def measure(options):
    """The seconds of every counted epoch, by program; Onward's name comes first."""
    seconds = {}
    for turn in range(1, options.rounds + 1):
        print(f"round {turn} of {options.rounds}", file=sys.stderr, flush=True)
        epochs, precision = train_onward(options)
        results = {f"Onward, {precision}": epochs}
        for name, settings in PYTORCH_SETTINGS.items():
            results[name] = train_pytorch(options, settings)
        for name, epochs in results.items():
            seconds.setdefault(name, []).extend(
                seconds_per_epoch(epochs, options.epochs, name))
    return seconds


def print_table(seconds):
    """One row per program; the ratio says how many times Onward's speed exceeds it."""
    reference = statistics.median(next(iter(seconds.values())))
    print(f"{'':34}{'s/epoch, median':>16}{'min–max':>16}{'ratio':>8}")
    for name, values in seconds.items():
        middle = statistics.median(values)
        spread = f"{min(values):.2f}–{max(values):.2f}"
        print(f"{name:34}{middle:16.3f}{spread:>16}{middle / reference:8.2f}")


def parse_arguments():
    """The command line, checked."""
    parser = argparse.ArgumentParser(description="Times Onward and PyTorch in turns.")
    parser.add_argument("--onward", type=Path, default=ONWARD, help="the program to time")
    parser.add_argument("--algorithm", choices=["mf", "bp"], default="mf")
    parser.add_argument("--network", default="1000,1000")
    parser.add_argument(
        "--data-dir", type=Path, default=FASHION_MNIST, help="Fashion-MNIST, for PyTorch")
    parser.add_argument("--epochs", type=int, default=4, help="of each run; the first is left out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=256)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("onward_arguments", nargs="*", help="after --: further ones for Onward")
    options = parser.parse_args()
    if options.epochs < 2 or options.rounds < 3:
        parser.error("expected at least 2 epochs and 3 rounds; fewer measure only the noise")
    return options


def main():
    """Measures and prints."""
    options = parse_arguments()
    print(f"{options.algorithm} {options.network}, Fashion-MNIST, batch {options.batch_size}, "
          f"Adam, {options.threads} threads, {options.rounds} runs of {options.epochs} epochs each")
    print_table(measure(options))


if __name__ == "__main__":
    main()
