"""Measures Onward beside PyTorch, row by row, and writes the report. `make benchmark` runs it.

    .venv/bin/python compare.py
    .venv/bin/python compare.py --quick --rows mf,intff
    .venv/bin/python compare.py --rows loading

For each row every variant of the rival runs once; the quickest then runs in turns with Onward, so
that a slow minute of the machine meets both. Only the ratios of one run mean something: close other
programs first. What cannot run becomes a dash with its reason.
"""

import argparse
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import loading
import report
from image_files import FASHION_MNIST
from rival import VARIANTS
from last_block import LATENCY_VARIANTS
from memory_rival import WAYS
from rows import ROWS, by_default
from sides import (
    Result, count_allocations, run_memory, run_onward, run_rival, run_rival_memory)

ROOT = Path(__file__).parents[2]
#: What the table of loading times is called among the rows.
LOADING = "loading"


@dataclass
class Comparison:
    """What was measured for one row."""

    row: object
    batches: int
    #: Every variant's single first run.
    survey: dict = field(default_factory=dict)
    best: str = ""
    onward: list = field(default_factory=list)
    rival: list = field(default_factory=list)

    @property
    def ratios(self):
        """How many times better Onward was, in each turn in which both sides have a number."""
        both = [
            (ours.value, theirs.value) for ours, theirs in zip(self.onward, self.rival)
            if ours.value is not None and theirs.value is not None]
        return [
            Result(ours / theirs if self.row.is_more_better else theirs / ours)
            for ours, theirs in both]

    def precision(self):
        """What Onward computed in."""
        known = [run.details["environment"]["precision"] for run in self.onward if run.details]
        return known[0] if known else ""


def compare(row, settings):
    """Surveys the variants, then runs the best and Onward in turns."""
    batches = max(2, row.batches // 40) if settings.quick else row.batches
    comparison = Comparison(row, batches)
    variants = LATENCY_VARIANTS if row.measure == "latency" else VARIANTS
    if settings.quick:
        variants = ["float32"]
    for variant in variants:
        say(f"{row.key}: PyTorch, {variant}")
        comparison.survey[variant] = run_rival(row, variant, batches, settings)
    rivals = {
        variant: result.value for variant, result in comparison.survey.items()
        if result.value is not None and variant != "default"}
    if rivals:
        choose = max if row.is_more_better else min
        comparison.best = choose(rivals, key=rivals.get)
    for turn in range(1, settings.rounds + 1):
        say(f"{row.key}: turn {turn} of {settings.rounds}")
        comparison.onward.append(run_onward(row, batches, settings))
        if comparison.best:
            comparison.rival.append(run_rival(row, comparison.best, batches, settings))
        if comparison.onward[-1].value is None:
            say(f"{row.key}: Onward: {comparison.onward[-1].reason}")
    return comparison


def measure_ourselves(comparisons, settings):
    """The second table: name, result, and what is aimed at; nothing where others are shown."""
    results = []
    share_runs = [
        Result(run.details["training"]["share_of_limit"])
        for comparison in comparisons if comparison.row.key == "mf"
        for run in comparison.onward if run.details]
    precision = next((c.precision() for c in comparisons if c.row.key == "mf"), "")
    floor, goal = (0.65, 0.80) if precision == "bfloat16" else (0.75, 0.85)
    share = Result(report.median(share_runs), "" if share_runs else "the row mf was not measured")
    results.append(("share of the product rate over a whole MF 2×1000 epoch", share, floor, goal))
    schedules = {
        "simultaneous": ("mf", ["--training-schedule", "simultaneous"], 12.2),
        "layerwise": ("mf", ["--training-schedule", "layerwise"], 4.2),
        "layerwise, offloaded": (
            "mf", ["--training-schedule", "layerwise", "--offload", settings.offload], 0.1),
        "backpropagation": ("bp", [], None)}
    for name, (algorithm, arguments, most) in schedules.items():
        say(f"memory: {name}")
        memory = run_memory(algorithm, arguments, settings)
        results.append((f"MB per added 1000-unit layer: {name}", memory, most, None))
    for way in WAYS if not settings.quick else []:
        say(f"memory: PyTorch, {way}")
        memory = run_rival_memory(way, settings)
        results.append((f"MB per added 1000-unit layer: PyTorch, {way}", memory, None, None))
    for comparison in comparisons:
        if comparison.row.measure == "epoch" and comparison.row.key.startswith(("ff", "intff")):
            results.append((
                f"{comparison.row.title}: an epoch by default, of the paper's settings",
                measure_default(comparison, settings), 1.3, None))
    say("allocations")
    allocations = count_allocations(settings.probe)
    results.append(("allocations of ours in steps after the first", allocations, 0, None))
    return results


def measure_default(comparison, settings):
    """How many times as long an epoch takes by default, both in turns."""
    row, ratios = comparison.row, []
    for turn in range(1, settings.rounds + 1):
        say(f"{row.key} by default: turn {turn} of {settings.rounds}")
        paper = run_onward(row, comparison.batches, settings)
        usual = run_onward(by_default(row), comparison.batches, settings)
        if usual.value is None or paper.value is None:
            return usual if usual.value is None else paper
        ratios.append(Result(usual.value / paper.value))
    return Result(report.median(ratios))


def help_text(onward):
    """What `onward benchmark` can be told."""
    try:
        command = [str(onward), "benchmark", "--help"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SystemExit(f"expected to run {onward}: {error}; build it, or name it by --onward")


def parse_arguments():
    """The command line, checked."""
    keys = [row.key for row in ROWS] + [LOADING]
    parser = argparse.ArgumentParser(description="Measures Onward beside PyTorch.")
    parser.add_argument("--quick", action="store_true", help="a smoke run: few batches, one turn, one variant")
    parser.add_argument("--rows", default=",".join(keys), help=f"some of {','.join(keys)}")
    parser.add_argument("--rounds", type=int, help="turns of both sides; default: 5")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--onward", type=Path, default=ROOT / ".build/release/onward")
    parser.add_argument("--probe", type=Path, default=ROOT / ".build/release/AllocationProbe")
    parser.add_argument("--data-dir", type=Path, default=FASHION_MNIST, help="Fashion-MNIST")
    parser.add_argument("--report", type=Path, help="the Markdown file to write")
    settings = parser.parse_args()
    settings.rows = settings.rows.split(",")
    if unknown := set(settings.rows) - set(keys):
        parser.error(f"expected rows among {', '.join(keys)}, got {', '.join(sorted(unknown))}")
    settings.rounds = settings.rounds or (1 if settings.quick else 5)
    settings.offload = str(ROOT / ".build/benchmark-offload")
    settings.loading = ROOT / ".build/benchmark-loading"
    takes_precision = "--precision" in help_text(settings.onward)
    settings.onward_arguments = ["--precision", "auto"] if takes_precision else []
    return settings


def say(text):
    """Progress, apart from the result."""
    print(text, file=sys.stderr, flush=True)


def main():
    """Measures, prints, writes."""
    settings = parse_arguments()
    loaded = []
    if LOADING in settings.rows:
        loaded = [loading.measure(row, settings, say) for row in loading.ROWS]
    comparisons = [compare(row, settings) for row in ROWS if row.key in settings.rows]
    ourselves = measure_ourselves(comparisons, settings) if comparisons else []
    text = report.markdown(comparisons, ourselves, loading.markdown(loaded), settings)
    print(text)
    if settings.report:
        settings.report.write_text(text)
        say(f"written: {settings.report}")


if __name__ == "__main__":
    main()
