"""Writes what was measured as Markdown."""

import datetime
import platform
import statistics
import subprocess
from pathlib import Path

import torch

from sides import GLIBC_TUNABLES, MEMORY_TUNABLES, depths

FOLDER = Path(__file__).parent


def markdown(comparisons, ourselves, loading, settings):
    """The whole report; what was not measured has no part in it."""
    parts = ["# Speed and memory beside PyTorch", opening(comparisons, settings)]
    if comparisons:
        parts += [
            "## Targets", targets(comparisons), "## Of ourselves", of_ourselves(ourselves),
            peaks_compared(settings), "## Where Onward's time goes", parts_table(comparisons)]
    if loading:
        parts += ["## Loading", LOADING, loading]
    if comparisons:
        parts += ["## Every variant of the rival, measured once", variants(comparisons)]
    return "\n\n".join(part for part in parts if part) + "\n"


LOADING = """Seconds from a file or folder to samples in memory, the files in the system's memory before. Onward's
are those of `onward data describe` from its start to its end, with scan and split; the rival's are
those of its reading alone, after its imports."""


def opening(comparisons, settings):
    """What was run, where and how."""
    environments = [
        run.details["environment"] for comparison in comparisons for run in comparison.onward
        if run.details]
    ours = environments[0] if environments else {}
    quick = "**A smoke run: its numbers mean nothing.** " if settings.quick else ""
    return f"""{quick}Written by `make benchmark` on {datetime.date.today():%-d %B %Y}.

| | |
|---|---|
| machine | {processor()}, {settings.threads} threads |
| Onward | {ours.get("version", "–")}{commit()}, {ours.get("library", "–")} |
| PyTorch | {torch.__version__}, Python {platform.python_version()} |
| PyTorch's memory | `GLIBC_TUNABLES={GLIBC_TUNABLES}` |

Numbers are medians of {settings.rounds} runs of each side in turns, with the least and the most in
parentheses. Each run is a process of its own; its first steps do not count. Where only part of an
epoch was measured, the seconds are scaled to all of its samples. The rival is the quickest variant
of a first round; PyTorch as it comes, with its default float32 products, is shown and not counted.
The ratio is the median of the turns' own ratios, so that a slow minute of the machine counts on both
sides; above 1 Onward is quicker."""


def processor():
    """The processor's name."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip() + ", " + instructions()
    return platform.machine()


def instructions():
    """The widest instructions that both sides can use."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    known = {"amx_bf16": "AMX", "avx512_bf16": "AVX-512 with bfloat16", "avx512f": "AVX-512",
             "avx2": "AVX2"}
    return next((name for flag, name in known.items() if flag in flags), "no AVX2")


def commit():
    """The source's state, where git knows it."""
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"], cwd=FOLDER, capture_output=True, text=True)
    except OSError:
        return ""
    return f" ({done.stdout.strip()})" if done.returncode == 0 else ""


def targets(comparisons):
    """The first table."""
    lines = ["| work | measured | PyTorch default | PyTorch best | Onward | ratio | floor | goal | |",
             "|---|---|---|---|---|---|---|---|---|"]
    for comparison in comparisons:
        row = comparison.row
        default = comparison.survey.get("default")
        ratio = median(comparison.ratios)
        best = f"{spread(comparison.rival)} {comparison.best}".strip()
        lines.append(
            f"| {row.title}, {row.unit} | {measured(comparison)} | {single(default)} | {best} | "
            f"{spread(comparison.onward)} {comparison.precision()} | {spread(comparison.ratios)} | "
            f"{row.floor} | {row.goal} | {verdict(ratio, row.floor, row.goal)} |")
    return "\n".join(lines)


def measured(comparison):
    """How much each run measured."""
    unit = "predictions" if comparison.row.measure == "latency" else "batches"
    return f"{comparison.batches} {unit}"


def verdict(ratio, floor, goal):
    """What a ratio amounts to."""
    if ratio is None:
        return "not measured"
    if ratio < floor:
        return "**floor missed**"
    return "goal met" if ratio >= goal else "floor met"


def median(results):
    """Of the numbers among some results; None without any."""
    values = [result.value for result in results if result.value is not None]
    return statistics.median(values) if values else None


def spread(results):
    """Median, least and most; or why there is nothing."""
    values = [result.value for result in results if result.value is not None]
    if not values:
        return f"– ({results[-1].reason})" if results else "–"
    return f"{number(median(results))} ({number(min(values))}–{number(max(values))})"


def single(result):
    """One run's number, or why there is none."""
    if result is None:
        return "–"
    return number(result.value) if result.value is not None else f"– ({result.reason})"


def number(value):
    """Three digits that count, or all of them where there are more before the point."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}" if value else "0"


def of_ourselves(results):
    """The second table: a share is to reach its floor, everything else not to pass it. What
    has none is shown beside them."""
    lines = ["| of ourselves | result | floor | goal | |", "|---|---|---|---|---|"]
    for name, result, floor, goal in results:
        word = "" if floor is None else "not measured"
        if result.value is not None and floor is not None:
            is_share = goal is not None
            is_met = result.value >= floor if is_share else result.value <= floor
            word = "floor met" if is_met else "**floor missed**"
            word = "goal met" if is_share and result.value >= goal else word
        aim = "" if floor is None else floor
        lines.append(f"| {name} | {single(result)} | {aim} | {goal or ''} | {word} |")
    return "\n".join(lines)


def peaks_compared(settings):
    """How the megabytes of a layer come about."""
    peaks = depths(settings)
    shallow, deep = peaks[:2]
    return f"""Memory of a layer is the difference between the peaks at {deep} and at {shallow} layers, divided by the
layers between; each peak is the least of {len(peaks) // 2}. Both sides run with
`GLIBC_TUNABLES={MEMORY_TUNABLES}`: what the C library keeps otherwise is more, and in Onward's runs
by chance up to 20 MB more."""


def parts_table(comparisons):
    """Shares of the time, of the first run of each training row."""
    lines = ["| work | GFLOP/s | limit | share | products | optimizer | data | rest |",
             "|---|---|---|---|---|---|---|---|"]
    for comparison in comparisons:
        runs = [run.details["training"] for run in comparison.onward
                if "training" in run.details]
        if not runs:
            continue
        training = runs[0]
        shares = [training["parts"][part] for part in ("products", "optimizer", "data", "rest")]
        lines.append(
            f"| {comparison.row.title} | {training['gigaflops']:.0f} | "
            f"{training['limit_gigaflops']:.0f} | {training['share_of_limit']:.0%} | "
            + " | ".join(f"{share:.1%}" for share in shares) + " |")
    return "\n".join(lines) if len(lines) > 2 else ""


def variants(comparisons):
    """What else was tried."""
    lines = ["| work | results |", "|---|---|"]
    for comparison in comparisons:
        tried = [f"{name} {single(result)}" for name, result in comparison.survey.items()]
        lines.append(
            f"| {comparison.row.title}, {comparison.row.unit} | {'; '.join(tried)} |")
    return "\n".join(lines)
