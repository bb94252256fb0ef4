#!/usr/bin/env python3
"""How long a network takes to answer, of two builds of `onward` in turns.

    Benchmarks/compare_answers.py OLD NEW [--turns 15] [--threads 2]

OLD and NEW are built programs, such as .build/release/onward of 0.1.0 and of this version. Each turn runs
both, and each says the median of its rounds; of these the least counts, so that what else the machine does
counts little. 0.1.0 times the evidence alone, later versions complete answers.
"""

import argparse
import json
import subprocess

ROWS = {
    "mono-forward 3 x 1000": ["--algorithm", "mf", "--network", "1000,1000,1000"],
    "mono-forward 2 x 100": ["--algorithm", "mf", "--network", "100,100"],
    "convolutions": ["--algorithm", "mf", "--network", "32C(3,3)P(2,2),64C(3,3)P(2,2)"],
    "forward-forward 2 x 500": ["--algorithm", "ff", "--network", "500,500"],
}


def microseconds(program, row, precision, size, threads):
    """The median time that `size` samples take; 0.1.0 takes several calls for many labelled ones."""
    command = [
        program, "benchmark", "--measure", "prediction", "--json", "--batches", "200",
        "--data", "synthetic-digits", "--samples-at-once", str(size), "--precision", precision,
        "--threads", str(threads), *row,
    ]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return said["prediction"][0]["microseconds"] * size / said["prediction"][0]["batch_size"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precision", default="float32")
    options = parser.parse_args()
    print(f"{'':24}{'samples':>8}{'old, µs':>12}{'new, µs':>12}{'ratio':>8}")
    for name, row in ROWS.items():
        for size in [1, 256]:
            old, new = (
                min(times) for times in zip(*(
                    tuple(
                        microseconds(program, row, options.precision, size, options.threads)
                        for program in (options.old, options.new))
                    for _ in range(options.turns)))
            )
            print(f"{name:24}{size:8}{old:12.1f}{new:12.1f}{new / old:8.2f}", flush=True)


if __name__ == "__main__":
    main()
