"""A training on a thread of its own, heard from on the caller's."""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import queue
import threading
from collections.abc import Callable
from typing import Any

from . import _library
from ._bar import Bar

Callback = Callable[[dict[str, Any]], Any]

# Epoch, epochs, batch, batches, and what the epoch came to where it has just ended.
_Told = tuple[int, int, int, int, "dict[str, Any] | None"]

# Guards what trainings say of themselves to other threads.
_condition = threading.Condition()
# Trainings under way in this process; whether it is about to end.
_under_way = 0
_is_ending = False


def _end_all() -> None:
    """A thread that computes must not find the interpreter gone: all end before their next batch."""
    global _is_ending
    with _condition:
        _is_ending = True
        _condition.wait_for(lambda: _under_way == 0)


def _forget_all() -> None:
    """After a fork the threads that trained are not there any more."""
    global _condition, _under_way
    _condition, _under_way = threading.Condition(), 0


atexit.register(_end_all)
os.register_at_fork(after_in_child=_forget_all)


class Training:
    """Trains, shows it, and hands every epoch to a callback.

    The library trains on another thread, so that signals reach the caller's at once: whatever is raised
    there, by Ctrl-C or by the callback, ends the training after its batch and is then raised here.
    """

    def __init__(self, callback: Callback | None, bar: Bar | None):
        self._callback = callback
        self._bar = bar
        # What is told here, and what the other thread is answered at an epoch's end.
        self._told: queue.SimpleQueue[_Told | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._is_stopped = self._has_begun = self._has_ended = False
        self._failure: BaseException | None = None
        self.history: list[dict[str, Any]] = []

    def run(
        self, name: str, *arguments: object, outcome: object = None, alive: object = None
    ) -> None:
        """Calls a function of the interface that trains; the listener comes behind its arguments.

        `alive` is kept for as long as the library may look at it.
        """
        self._alive = alive
        listener = _library.Listener(self._tell)
        rest = () if outcome is None else (outcome,)
        worker = threading.Thread(
            target=self._work, args=(name, *arguments, listener, None, *rest), daemon=True)
        try:
            worker.start()
            self._hear()
        finally:
            self._end()
        if self._failure:
            raise self._failure

    def _work(self, *arguments: Any) -> None:
        global _under_way
        with _condition:
            # Who was interrupted before this is not waited for, and may be gone.
            self._has_begun = not (self._is_stopped or _is_ending)
            _under_way += self._has_begun
        try:
            if self._has_begun:
                _library.call(*arguments)
        except BaseException as error:
            self._failure = error
        finally:
            self._told.put(None)
            with _condition:
                self._has_ended = True
                _under_way -= self._has_begun
                _condition.notify_all()

    def _end(self) -> None:
        """Stops, and waits for the other thread however often somebody interrupts: it uses the caller's
        memory. The last interrupt is not lost."""
        late: BaseException | None = None
        while True:
            try:
                with _condition:
                    self._is_stopped = True
                    self._answers.put(True)
                    _condition.wait_for(lambda: self._has_ended or not self._has_begun)
                break
            except BaseException as error:
                late = error
        if self._bar:
            self._bar.end()
        if late:
            raise late

    def _tell(self, _: object, progress: Any) -> int:
        """Called by the library, on its thread."""
        told = progress.contents
        metrics = told.metrics
        self._told.put(
            (told.epoch, told.epochs, told.batch, told.batches,
             None if metrics is None else json.loads(metrics)))
        if _is_ending or self._is_stopped:
            return 1
        return 0 if metrics is None else int(self._answers.get())

    def _hear(self) -> None:
        while (told := self._told.get()) is not None:
            epoch, epochs, batch, batches, metrics = told
            if self._bar:
                self._bar.show(epoch, epochs, batch, batches, metrics)
            if metrics is not None:
                self.history.append(metrics)
                wants_end = bool(self._callback(metrics)) if self._callback else False
                self._answers.put(wants_end)


def text_place() -> ctypes.c_void_p:
    """Where the library writes the address of a text."""
    return ctypes.c_void_p()
