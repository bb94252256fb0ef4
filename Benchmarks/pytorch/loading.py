"""Times how long data take to be read, beside the library that people would read them with.

Onward's side is `onward data describe`, which reads, scans and splits; the whole program counts, its
start too. The rival's side, in `loading_rival.py`, counts from its first call on: what it imports does
not count. A row is a `LoadingRow`; its data are drawn once, into a folder that is kept.
"""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Callable

import loading_data
from report import median, number, spread, verdict
from sides import FOLDER, TIMEOUT_SECONDS, Result, environment, run


@dataclass(frozen=True)
class LoadingRow:
    """One kind of data that both sides read."""

    key: str
    title: str
    #: What the rival calls; the name of its function in `loading_rival.py`.
    rival: str
    #: Takes a folder and whether little is enough; makes the data there and returns their path.
    make: Callable
    #: What `onward data describe` is told, made of the path.
    arguments: Callable
    #: The ratio that Onward has to reach, and is to try for.
    floor: float
    goal: float


ROWS = [
    LoadingRow("table", "a table of 400,000 rows and 20 columns", "pandas", loading_data.table,
               lambda path: (path, "--label-column", "label"), 0.5, 1),
    LoadingRow("pictures", "10,000 JPEG files of 40 to 60 pixels, to 32", "torchvision",
               loading_data.pictures, lambda path: (path, "--image-size", "32"), 1, 2),
    LoadingRow("texts", "50,000 film reviews (IMDB), as 10,000 terms", "sklearn",
               loading_data.texts, lambda path: ("imdb", "--data-dir", path.parent.parent), 1, 2),
]


@dataclass
class LoadingTimes:
    """What was measured for one row, turn by turn."""

    row: LoadingRow
    onward: list = field(default_factory=list)
    rival: list = field(default_factory=list)

    @property
    def ratios(self):
        """How many times quicker Onward was, in each turn in which both sides have a number."""
        return [
            Result(theirs.value / ours.value) for ours, theirs in zip(self.onward, self.rival)
            if ours.value is not None and theirs.value is not None]


def measure(row, settings, say):
    """Both sides in turns, after a first of each that only brings the files into memory."""
    times = LoadingTimes(row)
    try:
        path = row.make(settings.loading, settings.quick)
    except (OSError, RuntimeError) as error:
        missing = Result(reason=f"no data: {error}")
        return LoadingTimes(row, [missing], [missing])
    for turn in range(settings.rounds + 1):
        say(f"loading {row.key}: turn {turn} of {settings.rounds}")
        ours, theirs = run_onward(row, path, settings), run_rival(row, path, settings)
        if turn > 0:
            times.onward.append(ours)
            times.rival.append(theirs)
    return times


def run_onward(row, path, settings):
    """Seconds that the program takes, from its start to its end."""
    command = [str(settings.onward), "data", "describe", *map(str, row.arguments(path))]
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, env=environment(), capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Result(reason=f"cannot be run: {error}")
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        return Result(reason=(done.stderr.strip().splitlines() or ["no message"])[-1][:160])
    return Result(seconds)


def run_rival(row, path, settings):
    """Seconds that the other library takes."""
    command = [sys.executable, FOLDER / "loading_rival.py", row.rival, path, settings.threads]
    try:
        details = run(command)
    except RuntimeError as error:
        return Result(reason=str(error))
    return Result(details["seconds"], details=details)


def markdown(measured):
    """The table of loading times; nothing where none was measured."""
    if not measured:
        return ""
    lines = ["| data | rival | rival, s | Onward, s | ratio | floor | goal | |",
             "|---|---|---|---|---|---|---|---|"]
    for times in measured:
        row = times.row
        library = next((run.details["library"] for run in times.rival if run.details), row.rival)
        lines.append(
            f"| {row.title} | {library} | {spread(times.rival)} | {spread(times.onward)} | "
            f"{spread(times.ratios)} | {number(row.floor)} | {number(row.goal)} | "
            f"{verdict(median(times.ratios), row.floor, row.goal)} |")
    return "\n".join(lines)
