"""The line that moves while a training is under way, in the look of tqdm's."""

from __future__ import annotations

import sys
import time
from typing import Any, TextIO


class Bar:
    """On a terminal and in a notebook one line that is written over, elsewhere one per epoch."""

    _WIDTH = 10
    _PARTS = " ▏▎▍▌▋▊▉█"

    def __init__(self, file: TextIO | None = None):
        self._file = file or sys.stderr
        self._start = time.monotonic()
        self._last: dict[str, Any] = {}
        self._length = 0
        self._moves = self._file.isatty() or "ipykernel" in sys.modules

    def show(
        self, epoch: int, epochs: int, batch: int, batches: int, metrics: dict[str, Any] | None
    ) -> None:
        """Where a training stands; `metrics` are those of an epoch that has just ended."""
        if metrics is not None:
            self._last = metrics
        elif not self._moves:
            return
        done = (epoch - 1 + batch / max(batches, 1)) / max(epochs, 1)
        self._write(self._line(done, epoch if metrics is not None else epoch - 1, epochs))

    def end(self) -> None:
        """What is written next begins a new line."""
        if self._moves and self._length:
            self._file.write("\n")
            self._file.flush()

    def _line(self, done: float, epoch: int, epochs: int) -> str:
        seconds = time.monotonic() - self._start
        left = seconds / done - seconds if done > 0 else 0.0
        eighths = round(done * self._WIDTH * 8)
        bar = "█" * (eighths // 8) + (self._PARTS[eighths % 8] if eighths % 8 else "")
        return (
            f"{done:4.0%}|{bar:<{self._WIDTH}}| {epoch}/{epochs} "
            f"[{_clock(seconds)}<{_clock(left)}{self._figures()}]")

    def _figures(self) -> str:
        parts = [f"loss={self._last['loss']:.4f}"] if self._last.get("loss") is not None else []
        accuracy = self._last.get("validation_accuracy")
        if accuracy is not None:
            parts.append(f"validation={accuracy:.4f}")
        return "".join(", " + part for part in parts)

    def _write(self, line: str) -> None:
        if self._moves:
            self._file.write("\r" + line.ljust(self._length))
            self._length = len(line)
        else:
            self._file.write(line + "\n")
        self._file.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
