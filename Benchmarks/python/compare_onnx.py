#!/usr/bin/env python3
"""How long a model takes to answer from Python: Onward itself beside onnxruntime on what Onward exported.

Needs the Python package `onward` (make wheel) and onnxruntime. Both are handed the same array and give
probabilities and labels; in each turn both are asked for a while, and of the turns' medians the least counts.
Close other programs first.

usage: compare_onnx.py [--turns 5] [--threads 2] [--report FILE]"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
ONWARD = ROOT / ".build" / "release" / "onward"
ROWS = {
    "mono-forward 3 x 1000": ["--algorithm", "mf", "--network", "1000,1000,1000"],
    "mono-forward 2 x 100": ["--algorithm", "mf", "--network", "100,100"],
    "convolutions": ["--algorithm", "mf", "--network", "32C(3,3)P(2,2),64C(3,3)P(2,2)"],
    "forward-forward 2 x 500": ["--algorithm", "ff", "--network", "500,500"],
}
SIZES = [1, 256]
SIDES = ["onnxruntime", "onward"]
SECONDS = 1


def median_microseconds(ask):
    times, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def train(row, folder):
    subprocess.run(
        [ONWARD, "train", "--data", "synthetic-digits", "--epochs", "1", "--output", "run", "--quiet",
         "--precision", "float32", *row], cwd=folder, check=True)
    subprocess.run(
        [ONWARD, "export", "run", "--to", "run.onnx"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def alone(side, folder, size, threads):
    """In a process of its own, as onnxruntime's threads go on looking for work for a while."""
    samples = numpy.random.default_rng(0).random((size, 784), dtype=numpy.float32)
    if side == "onward":
        import onward

        model = onward.load(f"{folder}/run")
        ask = lambda: model.predict_proba(samples)
        answers = ask()
    else:
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(f"{folder}/run.onnx", settings)
        given = session.get_inputs()[0]
        shaped = {given.name: samples.reshape(size, *given.shape[1:])}
        ask = lambda: session.run(None, shaped)
        answers = session.run(["probabilities"], shaped)[0]
    return {"microseconds": median_microseconds(ask), "answers": answers[:4].tolist()}


def apart(side, folder, size, threads):
    said = subprocess.check_output(
        [sys.executable, __file__, "--threads", str(threads), "--alone", side, folder, str(size)])
    return json.loads(said)


def rows(turns, threads):
    for name, row in ROWS.items():
        with tempfile.TemporaryDirectory() as folder:
            train(row, folder)
            for size in SIZES:
                found = [[apart(side, folder, size, threads) for side in SIDES] for _ in range(turns)]
                answers = [one["answers"] for one in found[0]]
                assert numpy.allclose(*answers, rtol=0, atol=1e-4), "they do not answer alike"
                their, our = (min(one["microseconds"] for one in side) for side in zip(*found))
                yield f"| {name} | {size} | {their:.1f} | {our:.1f} | {their / our:.2f} |"


def report(turns, threads):
    processor = next(
        line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    return f"""# Answers beside onnxruntime's

{time.strftime("%Y-%m-%d")}, {processor}, {os.cpu_count()} cores, {threads} threads, onnxruntime {importlib.metadata.version("onnxruntime")}. From Python: the same samples
of 28 × 28 numbers of float32 asked of a model by `onward`, and by onnxruntime of what `onward export` made of it;
the least of {turns} medians, each of a second in a process of its own, in turns. Written by `make benchmark-python`.

| network | samples | onnxruntime, µs | Onward, µs | onnxruntime to Onward |
|---|---|---|---|---|
{chr(10).join(rows(turns, threads))}

A sample gets the same answer to the bit whatever it is asked with and on however many threads: so Onward computes a
single one of dense layers in a tile of four rows.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--alone", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        side, folder, size = options.alone
        print(json.dumps(alone(side, folder, int(size), options.threads)))
        return
    text = report(options.turns, options.threads)
    print(text)
    if options.report:
        options.report.write_text(text)


if __name__ == "__main__":
    main()
