"""The Python package beside the command: a training on the same samples in turns, a single row's answer, memory,
and the wheel. Close other programs first.

usage: compare.py [--rounds 5] [--epochs 3] [--report FILE]"""

import argparse
import gzip
import json
import os
import pathlib
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
ONWARD = ROOT / ".build" / "release" / "onward"
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
SETTINGS = {"network": "1000,1000", "batch-size": 256, "training-schedule": "simultaneous"}
ANSWERED = ["50", "1000,1000"]


def flags(settings):
    return [part for key, value in settings.items() for part in (f"--{key}", str(value))]


def idx(name, header):
    return np.frombuffer(gzip.open(DATA / name).read(), np.uint8)[header:]


def samples():
    """Fashion-MNIST as float32 rows, [60000, 784], and its labels."""
    pixels = idx("train-images-idx3-ubyte.gz", 16)
    return pixels.reshape(-1, 784).astype(np.float32), idx("train-labels-idx1-ubyte.gz", 8)


def peak():
    """The most memory that this process has taken, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(epochs):
    return sum(epoch["seconds"] for epoch in epochs)


def fit(epochs):
    """In a process of its own: what a training takes. What only the first does is done before."""
    from onward import OnwardClassifier

    X, y = samples()
    model = OnwardClassifier(
        network=SETTINGS["network"], batch_size=SETTINGS["batch-size"], epochs=epochs,
        image_shape=(28, 28), settings={"training-schedule": SETTINGS["training-schedule"]})
    model.fit(X[:2000], y[:2000])
    before, start = peak(), time.perf_counter()
    model.fit(X, y)
    took = time.perf_counter() - start
    return {
        "seconds": seconds(model.history_), "wall": took, "more": peak() - before,
        "samples": X.nbytes / 2**20, "loss": model.history_[-1]["loss"]}


def train(epochs):
    """The same by the command, with all that it writes."""
    with tempfile.TemporaryDirectory() as folder:
        run, start = pathlib.Path(folder) / "run", time.perf_counter()
        subprocess.run(
            [ONWARD, "train", "--quiet", "--data", "fashion-mnist", "--output", run,
             *flags({**SETTINGS, "epochs": epochs})], check=True)
        took = time.perf_counter() - start
        lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    return {"seconds": seconds(lines), "wall": took, "loss": lines[-1]["loss"]}


def answer(network):
    """In a process of its own: microseconds that a row's answer takes from Python, the median of 5000."""
    from onward import OnwardClassifier

    X, y = samples()
    model = OnwardClassifier(network=network, epochs=1, image_shape=(28, 28)).fit(X[:2000], y[:2000])
    row, times = X[:1], []
    for _ in range(5500):
        start = time.perf_counter()
        model.predict(row)
        times.append(time.perf_counter() - start)
    return statistics.median(times[500:]) * 1e6


def answer_alone(network):
    """The same by the answerer itself."""
    said = subprocess.check_output(
        [ONWARD, "benchmark", "--json", "--data", "fashion-mnist", "--network", network],
        text=True, stderr=subprocess.DEVNULL)
    return next(
        one["microseconds"] for one in json.loads(said.splitlines()[-1])["prediction"]
        if one["batch_size"] == 1)


def loop():
    """In a process of its own: MiB after each 1000 of 10,000 fits and predictions."""
    from onward import OnwardClassifier

    X = np.random.default_rng(0).normal(size=(64, 8)).astype(np.float32)
    marks = []
    for turn in range(10_001):
        OnwardClassifier(network="8", epochs=1).fit(X, np.arange(64) % 2).predict(X)
        if turn % 1000 == 0:
            pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
            marks.append(pages * resource.getpagesize() / 2**20)
    return marks


def apart(name, *arguments):
    """What one of the functions above gives in a process of its own."""
    return json.loads(
        subprocess.check_output([sys.executable, __file__, "--alone", name, *map(str, arguments)]))


def median(rounds, key):
    return statistics.median(one[key] for one in rounds)


def report(rounds, epochs):
    ours, command = [], []
    for turn in range(rounds):
        for measure in [ours, command] if turn % 2 else [command, ours]:
            measure.append(apart("fit", epochs) if measure is ours else train(epochs))
            print("." , end="", flush=True, file=sys.stderr)
    losses = {one["loss"] for one in ours + command}
    assert len(losses) == 1, f"not the same training: {losses}"
    rows = [
        f"| seconds of {epochs} epochs, median of {rounds} in turns | {median(ours, 'seconds'):.2f} "
        f"| {median(command, 'seconds'):.2f} | {median(ours, 'seconds') / median(command, 'seconds'):.3f} |",
        f"| the whole of `fit`, and of `onward train` | {median(ours, 'wall'):.2f} "
        f"| {median(command, 'wall'):.2f} | {median(ours, 'wall') / median(command, 'wall'):.3f} |"]
    for network in ANSWERED:
        pairs = [(apart("answer", network), answer_alone(network)) for _ in range(rounds)]
        here, alone = (statistics.median(one) for one in zip(*pairs))
        rows.append(
            f"| a row's answer, 784-{network.replace(',', '-')}, µs | {here:.1f} | {alone:.1f} "
            f"| {here - alone:+.1f} |")
    marks = apart("loop")
    wheel = next((ROOT / "Python" / "dist").glob("*.whl"))
    processor = next(
        line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    return f"""# The Python package

{time.strftime("%Y-%m-%d")}, {processor}, {os.cpu_count()} cores, Python {platform.python_version()}. Fashion-MNIST as float32,
[60000, 784]: `OnwardClassifier(network="1000,1000", batch_size=256)`, and the command by the same recipe, whose
losses are the same to the bit. Written by `make benchmark-python`.

| | Python | command | Python to command |
|---|---|---|---|
{chr(10).join(rows)}

- A row of the larger network is computed on both cores; how long that takes differs more from process to process
  than Python adds. The smaller network shows what Python adds.
- `fit` takes {median(ours, 'more'):.0f} MiB more than a training on 2,000 of the samples did before; the samples are {median(ours, 'samples'):.0f} MiB.
- Memory after every 1000 of 10,000 fits and predictions, MiB: {", ".join(f"{mark:.1f}" for mark in marks)}.
- The wheel has {wheel.stat().st_size / 1e6:.1f} MB.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--alone", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        name, *arguments = options.alone
        measures = {"fit": lambda epochs: fit(int(epochs)), "answer": answer, "loop": loop}
        print(json.dumps(measures[name](*arguments)))
        return
    text = report(options.rounds, options.epochs)
    print(text)
    if options.report:
        options.report.write_text(text)


if __name__ == "__main__":
    main()
