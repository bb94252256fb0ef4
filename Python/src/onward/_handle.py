"""A model of the library's, held by Python."""

from __future__ import annotations

import ctypes
import json
import os
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from . import _library
from ._samples import SampleForm
from ._training import Training, text_place


class Handle:
    """Owns an `onward_model`: it is given back when nobody holds the handle, or a view of its weights."""

    def __init__(self, pointer: ctypes.c_void_p):
        self._pointer = pointer
        # Not at the interpreter's end: a thread may still use it then.
        weakref.finalize(self, _library.release_model, pointer).atexit = False

    @classmethod
    def create(cls, settings: Mapping[str, Any], classes: Sequence[str]) -> Handle:
        names = (ctypes.c_char_p * len(classes))(*(name.encode() for name in classes))
        recipe = json.dumps(dict(settings), ensure_ascii=False).encode()
        return cls._made("onward_model_create", recipe, names, len(classes))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Handle:
        return cls._made("onward_model_load", os.fsencode(path))

    @classmethod
    def read(cls, content: bytes) -> Handle:
        return cls._made("onward_model_read", content, len(content))

    @classmethod
    def _made(cls, name: str, *arguments: object) -> Handle:
        pointer = ctypes.c_void_p()
        _library.call(name, *arguments, ctypes.byref(pointer))
        return cls(pointer)

    def train(
        self, form: SampleForm, X: np.ndarray, labels: np.ndarray, training: Training,
        once: bool = False,
    ) -> None:
        """Trains to the recipe's end, or for one more epoch."""
        array = form.array(X)
        samples = form.samples(array)
        labels = np.ascontiguousarray(labels, dtype=np.int32)
        training.run(
            "onward_model_learn" if once else "onward_model_train", self._pointer,
            ctypes.byref(samples), _library.address(labels), alive=(self, array, samples, labels))

    def answer(
        self, form: SampleForm, X: np.ndarray, labels: np.ndarray | None = None,
        probabilities: np.ndarray | None = None, votes: np.ndarray | None = None,
    ) -> None:
        """Fills what is given: int32 [N], float64 [N, classes] and [N, blocks, classes]."""
        array = form.array(X)
        wanted = (labels, probabilities, votes)
        answers = _library.Answers(
            *(None if one is None else _library.address(one) for one in wanted))
        _library.call(
            "onward_model_answer", self._pointer, ctypes.byref(form.samples(array)),
            ctypes.byref(answers))

    def explain(self, form: SampleForm, x: np.ndarray) -> dict[str, Any]:
        array, text = form.array(x), text_place()
        _library.call(
            "onward_model_explain", self._pointer, ctypes.byref(form.samples(array)),
            ctypes.byref(text))
        return _object(_library.taken_text(text))

    def sizes(self) -> _library.Form:
        form = _library.Form()
        _library.call("onward_model_form", self._pointer, ctypes.byref(form))
        return form

    def description(self) -> dict[str, Any]:
        text = text_place()
        _library.call("onward_model_description", self._pointer, ctypes.byref(text))
        return _object(_library.taken_text(text))

    def tensor(self, name: str) -> np.ndarray:
        """A view that cannot be written to, and keeps the model."""
        tensor = _library.Tensor()
        _library.call("onward_model_tensor", self._pointer, name.encode(), ctypes.byref(tensor))
        return np.asarray(_Lent(self, tensor))

    def remove(self, block: int) -> None:
        _library.call("onward_model_remove", self._pointer, block)

    def save(self, path: str | os.PathLike[str]) -> None:
        _library.call("onward_model_save", self._pointer, os.fsencode(path))

    def content(self) -> bytes:
        """The bytes of its file."""
        start, count = ctypes.POINTER(_library.c_uint8)(), ctypes.c_size_t()
        _library.call(
            "onward_model_bytes", self._pointer, ctypes.byref(start), ctypes.byref(count))
        try:
            return ctypes.string_at(start, count.value)
        finally:
            _library.free(start)


def _object(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    return told


class _Lent:
    """Weights in the library's memory, for NumPy."""

    def __init__(self, owner: Handle, tensor: _library.Tensor):
        self._owner = owner
        count = tensor.dimensions
        self.__array_interface__ = {
            "version": 3, "typestr": "<f4", "shape": tuple(tensor.shape[:count]),
            "strides": tuple(4 * stride for stride in tensor.strides[:count]),
            "data": (ctypes.cast(tensor.values, ctypes.c_void_p).value, True)}
