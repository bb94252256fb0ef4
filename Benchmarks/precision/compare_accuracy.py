"""Compares test accuracies in bfloat16 and float32, seed by seed.

    python3 compare_accuracy.py                       # 5 seeds, both data sets, four algorithms
    python3 compare_accuracy.py --seeds 2 --epochs 2  # a quick look

Every pair of runs differs in --precision alone: same seed, same first weights, same batches. On a
processor without instructions for bfloat16 the emulated form is taken (--precision
bfloat16-emulated): the same rounding, slower than float32, so no run here says anything about speed.

Finished runs stay in the folder of runs and are not repeated, so a table that was broken off can be
completed; the run that was broken off with it begins anew. Standard library only.
"""

import argparse
import datetime
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ONWARD = Path(__file__).parents[2] / ".build/release/onward"
# Small enough for many seeds on two cores; the same for both precisions.
ALGORITHMS = {
    "mf": ["--network", "500,500", "--batch-size", "256"],
    "bp": ["--network", "500,500", "--batch-size", "256"],
    "ff": ["--network", "500,500", "--batch-size", "128", "--settings", "paper"],
    "intff": ["--network", "(200,200,200),(50,50)", "--batch-size", "128", "--settings", "paper"],
}
LIMIT = 0.1  # percentage points


def summary(options, data, algorithm, precision, seed):
    """What a run amounted to; trains it unless that was done before."""
    run = options.runs / f"{data}-{algorithm}-{options.epochs}-{precision}-{seed}"
    if not (run / "summary.json").exists():
        shutil.rmtree(run, ignore_errors=True)
        command = [
            options.onward, "train", "--quiet", "--data", data, "--algorithm", algorithm,
            *ALGORITHMS[algorithm], "--epochs", options.epochs, "--seed", seed, "--validation", 0,
            "--precision", precision, "--threads", options.threads, "--output", run]
        if options.data_dir:
            command += ["--data-dir", options.data_dir]
        subprocess.run([str(part) for part in command], check=True)
    return json.loads((run / "summary.json").read_text())


def pairs_of(options, data, algorithm):
    """For every seed what both precisions amounted to."""
    return [
        [summary(options, data, algorithm, precision, seed)
         for precision in ("float32", options.precision)]
        for seed in range(1, options.seeds + 1)]


def row(pairs, data, algorithm):
    """Accuracies in %, and what lies between them."""
    exact, rounded = ([100 * pair[side]["test_accuracy"] for pair in pairs] for side in (0, 1))
    differences = [b - a for a, b in zip(exact, rounded)]
    mean = statistics.mean(differences)
    # Of the difference between two means over seeds, whose runs differ after a few steps.
    error = 0.0
    if len(pairs) > 1:
        error = ((statistics.variance(exact) + statistics.variance(rounded)) / len(pairs)) ** 0.5
    holds = abs(mean) <= max(LIMIT, error)
    spread = [statistics.stdev(values) if len(values) > 1 else 0.0 for values in (exact, rounded)]
    return (
        f"| {data} | {algorithm} | {statistics.mean(exact):.2f} ± {spread[0]:.2f} "
        f"| {statistics.mean(rounded):.2f} ± {spread[1]:.2f} | {mean:+.3f} | {error:.3f} "
        f"| {'yes' if holds else 'no'} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--onward", type=Path, default=ONWARD)
    parser.add_argument("--runs", type=Path, default=Path("runs/precision"))
    parser.add_argument("--data", nargs="+", default=["mnist", "fashion-mnist"])
    parser.add_argument("--data-dir", help="a folder with data sets, as onward train takes it")
    parser.add_argument("--algorithms", nargs="+", default=list(ALGORITHMS), choices=ALGORITHMS)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--precision", default="bfloat16-emulated", help="bfloat16 where the processor has it")
    options = parser.parse_args()
    options.runs.mkdir(parents=True, exist_ok=True)
    rows, machines = [], set()
    for data in options.data:
        for algorithm in options.algorithms:
            pairs = pairs_of(options, data, algorithm)
            machines |= {(run["version"], run["machine"]) for pair in pairs for run in pair}
            rows.append(row(pairs, data, algorithm))
            print(rows[-1], file=sys.stderr)
    print(report(rows, machines, options))


def report(rows, machines, options):
    """The table, and how it came about."""
    made = "; ".join(f"Onward {version}, {machine}" for version, machine in sorted(machines))
    networks = "; ".join(
        f"`{algorithm}` {settings[1]}, batch {settings[3]}"
        for algorithm, settings in ALGORITHMS.items() if algorithm in options.algorithms)
    return f"""# bfloat16 beside float32

Written by `Benchmarks/precision/compare_accuracy.py` on {datetime.date.today():%-d %B %Y}; {made}.

{options.seeds} seeds, {options.epochs} epochs, test accuracy in % after the last of them (mean ±
standard deviation over seeds). `{options.precision}` against `float32`: both runs of a pair have the
same seed, first weights and batches. {networks}.

| data | algorithm | float32 | bfloat16 | difference of means | its standard error | within {LIMIT} \
or one standard error |
|---|---|---|---|---|---|---|
""" + "\n".join(rows)


if __name__ == "__main__":
    main()
