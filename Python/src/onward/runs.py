"""Runs: trainings by a recipe that names its data, with a folder, as the command writes them."""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import _library
from ._bar import Bar
from ._training import Callback, Training, text_place


@dataclass(frozen=True)
class Run:
    """What a run came to."""

    folder: Path
    #: Per epoch, the keys of metrics.jsonl.
    history: list[dict[str, Any]]
    #: The keys of summary.json; None where a callback ended the run.
    summary: dict[str, Any] | None
    #: What there is to know of the run, in sentences.
    notes: list[str]


def train(
    recipe: Mapping[str, Any] | str | os.PathLike[str], folder: str | os.PathLike[str] | None = None,
    *, callback: Callback | None = None, verbose: bool = False,
) -> Run:
    """Trains by a recipe and writes a run's folder.

    Args:
        recipe: settings by their keys, or a YAML file with them; one of them is `data`.
        folder: empty or new; None for runs/<data>-<algorithm>-<number> in the working folder.
        callback: called with every epoch's metrics; what it returns, where true, ends the run, which
            `onward train --resume` goes on with.
        verbose: whether a line shows how it goes.
    """
    if isinstance(recipe, Mapping):
        text = json.dumps(dict(recipe), ensure_ascii=False)
    else:
        text = Path(recipe).read_text()
    outcome = text_place()
    training = Training(callback, Bar() if verbose else None)
    training.run(
        "onward_run_train", text.encode(), None if folder is None else os.fsencode(folder),
        outcome=ctypes.byref(outcome))
    told = json.loads(_library.taken_text(outcome))
    return Run(Path(told["folder"]), training.history, told["summary"], told["notes"])


def report(run: Run | str | os.PathLike[str]) -> Path:
    """Writes a run's report.html anew: curves, mistakes, weights and costs on one page."""
    path = text_place()
    folder = run.folder if isinstance(run, Run) else run
    _library.call("onward_run_report", os.fsencode(folder), ctypes.byref(path))
    return Path(_library.taken_text(path))
