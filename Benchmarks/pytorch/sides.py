"""Runs one measurement of either side, each in a process of its own; failures become reasons."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
TIMEOUT_SECONDS = 600
#: Lets PyTorch keep freed memory and lay it in huge pages: up to twice as fast.
GLIBC_TUNABLES = ":".join([
    "glibc.malloc.hugetlb=1", "glibc.malloc.mmap_max=0", "glibc.malloc.arena_max=1",
    "glibc.malloc.trim_threshold=68719476736", "glibc.malloc.top_pad=67108864"])

#: Small freed blocks that the C library keeps in reach part the room that oneDNN's packing leaves: by
#: chance Onward took up to 20 MB more. Memory is measured without that, on both sides.
MEMORY_TUNABLES = "glibc.malloc.tcache_count=0"


@dataclass
class Result:
    """A number, or the reason why there is none; and what else was said."""

    value: float | None = None
    reason: str = ""
    details: dict = field(default_factory=dict)


def environment(**additions):
    """This process's, without what holds a linear algebra library to slower routines."""
    content = {**os.environ, **additions}
    content.pop("OPENBLAS_CORETYPE", None)
    return content


def run(command, **additions):
    """The JSON object that a command prints last; raises RuntimeError with the reason."""
    command = [str(part) for part in command]
    try:
        done = subprocess.run(
            command, env=environment(**additions), capture_output=True, text=True,
            timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"not done after {TIMEOUT_SECONDS} s") from None
    except OSError as error:
        raise RuntimeError(f"cannot be run: {error}") from None
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        errors = [line for line in said if "rror" in line] or said or ["no message"]
        raise RuntimeError(f"status {done.returncode}: {errors[-1].strip()[:160]}")
    try:
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, json.JSONDecodeError):
        raise RuntimeError(f"expected JSON, got: {done.stdout.strip()[-80:]}") from None


def run_rival(row, variant, batches, settings):
    """One variant of PyTorch's side."""
    try:
        details = run(
            [sys.executable, FOLDER / "rival.py", row.key, variant, "--batches", batches,
             "--threads", settings.threads, "--data-dir", settings.data_dir],
            GLIBC_TUNABLES=GLIBC_TUNABLES)
    except RuntimeError as error:
        return Result(reason=str(error))
    return Result(details.get("value"), details.get("reason", ""), details)


def run_onward(row, batches, settings):
    """Onward's side, at the precision that it finds best."""
    command = [
        settings.onward, "benchmark", *row.onward, "--batches", batches,
        "--threads", settings.threads, *settings.onward_arguments, "--json"]
    try:
        details = run(command)
        return Result(value_of(row, details), details=details)
    except RuntimeError as error:
        return Result(reason=str(error))


def value_of(row, details):
    """The row's number in what `onward benchmark` says."""
    if row.measure == "epoch":
        return details["training"]["seconds_per_epoch"]
    (prediction,) = details["prediction"]
    if prediction["batch_size"] != row.batch_size:
        raise RuntimeError(f"predicted {prediction['batch_size']} at once, not {row.batch_size}")
    return prediction["samples_per_second" if row.measure == "rate" else "microseconds"]


def depths(settings):
    """Depths in the order in which they are measured: far apart, so that chance counts little."""
    return [4, 12] if settings.quick else [4, 84] * 3


def per_layer(peaks, settings):
    """Megabytes that one more layer takes, by the least peaks at both depths."""
    shallow, deep = depths(settings)[:2]
    difference = min(peaks[1::2]) - min(peaks[::2])
    return difference / (deep - shallow) / 1e6


def run_memory(algorithm, schedule, settings):
    """Megabytes that one more layer of 1000 units takes while Onward trains."""
    command = [
        settings.onward, "benchmark", "--measure", "memory", "--algorithm", algorithm,
        "--network", "1000,1000", "--batch-size", "256", "--random-images", "1024x1x28x28",
        "--threads", settings.threads, "--depths", ",".join(map(str, depths(settings))),
        *schedule, "--json"]
    try:
        details = run(command, GLIBC_TUNABLES=MEMORY_TUNABLES)
    except RuntimeError as error:
        return Result(reason=str(error))
    return Result(per_layer([depth["peak_bytes"] for depth in details["memory"]], settings))


def run_rival_memory(way, settings):
    """The same of PyTorch, with its own allocator otherwise as it comes."""
    command = [sys.executable, FOLDER / "memory_rival.py", way]
    try:
        peaks = [run([*command, depth], GLIBC_TUNABLES=MEMORY_TUNABLES)["peak_bytes"]
                 for depth in depths(settings)]
    except RuntimeError as error:
        return Result(reason=str(error))
    return Result(per_layer(peaks, settings))


def count_allocations(probe):
    """The most allocations of ours in the measured steps of any training of AllocationProbe."""
    try:
        done = subprocess.run([str(probe)], capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Result(reason=f"the probe did not run: {error}")
    counts = [line.split() for line in done.stdout.splitlines()]
    if done.returncode != 0 or not all(len(count) == 5 for count in counts) or not counts:
        return Result(reason=f"the probe counted nothing: {done.stdout.strip()[:80]}")
    return Result(float(max(int(count[2]) for count in counts)))
