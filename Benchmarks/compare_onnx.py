#!/usr/bin/env python3
"""How long a model takes to answer from Python: Onward itself beside onnxruntime on what Onward exported.

    Benchmarks/compare_onnx.py ONWARD [--turns 5] [--threads 2]

Needs the Python package `onward` (make wheel) and onnxruntime. Both are handed the same array and give
probabilities and labels; in each turn both are asked for a while, and of the turns' medians the least counts.
"""

import argparse
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy
import onnxruntime
import onward

ROWS = {
    "mono-forward 3 x 1000": ["--algorithm", "mf", "--network", "1000,1000,1000"],
    "mono-forward 2 x 100": ["--algorithm", "mf", "--network", "100,100"],
    "convolutions": ["--algorithm", "mf", "--network", "32C(3,3)P(2,2),64C(3,3)P(2,2)"],
    "forward-forward 2 x 500": ["--algorithm", "ff", "--network", "500,500"],
}
SECONDS = 1


def median_microseconds(ask):
    times, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    program = pathlib.Path(options.program).resolve()
    random = numpy.random.default_rng(0)
    print(f"{'':24}{'samples':>8}{'onnxruntime, µs':>18}{'Onward, µs':>14}{'ratio':>8}")
    for name, row in ROWS.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [program, "train", "--data", "synthetic-digits", "--epochs", "1", "--output", "run", "--quiet",
                 "--precision", "float32", *row], cwd=folder, check=True)
            subprocess.run([program, "export", "run", "--to", "run.onnx"], cwd=folder, check=True,
                           stdout=subprocess.DEVNULL)
            model = onward.load(f"{folder}/run")
            settings = onnxruntime.SessionOptions()
            settings.intra_op_num_threads = options.threads
            session = onnxruntime.InferenceSession(f"{folder}/run.onnx", settings)
        given = session.get_inputs()[0]
        for size in [1, 256]:
            samples = random.random((size, model.n_features), dtype=numpy.float32)
            shaped = samples.reshape(size, *given.shape[1:])
            ours = model.predict_proba(samples)
            theirs = session.run(["probabilities"], {given.name: shaped})[0]
            assert numpy.abs(ours - theirs).max() < 1e-4, "they do not answer alike"
            turns = [
                (median_microseconds(lambda: session.run(None, {given.name: shaped})),
                 median_microseconds(lambda: model.predict_proba(samples)))
                for _ in range(options.turns)]
            their, our = (min(times) for times in zip(*turns))
            print(f"{name:24}{size:8}{their:18.1f}{our:14.1f}{their / our:8.2f}", flush=True)


if __name__ == "__main__":
    main()
