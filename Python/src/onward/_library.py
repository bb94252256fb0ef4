"""The C interface, onward.h, as ctypes knows it; nothing else calls it."""

from __future__ import annotations

import ctypes
import os
from ctypes import (
    CFUNCTYPE, POINTER, Structure, c_char_p, c_double, c_float, c_int, c_int32, c_size_t,
    c_uint8, c_void_p)
from pathlib import Path

import numpy as np

from . import errors


class Error(Structure):
    _fields_ = [("kind", c_int), ("setting", c_void_p), ("text", c_void_p)]


class Samples(Structure):
    _fields_ = [
        ("values", c_void_p), ("count", c_size_t), ("shape", POINTER(c_size_t)),
        ("dimensions", c_size_t)]


class Progress(Structure):
    _fields_ = [
        ("epoch", c_size_t), ("epochs", c_size_t), ("batch", c_size_t), ("batches", c_size_t),
        ("metrics", c_char_p)]


class Answers(Structure):
    _fields_ = [("labels", c_void_p), ("probabilities", c_void_p), ("votes", c_void_p)]


class Form(Structure):
    _fields_ = [("numbers", c_size_t), ("classes", c_size_t), ("blocks", c_size_t)]


class Tensor(Structure):
    _fields_ = [
        ("values", POINTER(c_float)), ("dimensions", c_size_t), ("shape", c_size_t * 4),
        ("strides", c_size_t * 4)]


Listener = CFUNCTYPE(c_int32, c_void_p, POINTER(Progress))

_MODEL = c_void_p
_TEXT = POINTER(c_void_p)
_TRAINING = (_MODEL, POINTER(Samples), c_void_p, Listener, c_void_p)

# What can fail, and what it is given.
_FALLIBLE = {
    "onward_model_create": (c_char_p, POINTER(c_char_p), c_size_t, POINTER(_MODEL)),
    "onward_model_train": _TRAINING,
    "onward_model_learn": _TRAINING,
    "onward_model_answer": (_MODEL, POINTER(Samples), POINTER(Answers)),
    "onward_model_explain": (_MODEL, POINTER(Samples), _TEXT),
    "onward_model_form": (_MODEL, POINTER(Form)),
    "onward_model_description": (_MODEL, _TEXT),
    "onward_model_tensor": (_MODEL, c_char_p, POINTER(Tensor)),
    "onward_model_remove": (_MODEL, c_size_t),
    "onward_model_save": (_MODEL, c_char_p),
    "onward_model_bytes": (_MODEL, POINTER(POINTER(c_uint8)), POINTER(c_size_t)),
    "onward_model_load": (c_char_p, POINTER(_MODEL)),
    "onward_model_read": (c_char_p, c_size_t, POINTER(_MODEL)),
    "onward_run_train": (c_char_p, c_char_p, Listener, c_void_p, _TEXT),
    "onward_run_report": (c_char_p, _TEXT),
}

_library = ctypes.CDLL(str(Path(__file__).with_name("libonward.so")))
for _name, _arguments in _FALLIBLE.items():
    _function = getattr(_library, _name)
    _function.argtypes, _function.restype = _arguments, Error
_library.onward_free.argtypes, _library.onward_free.restype = (c_void_p,), None
_library.onward_error_release.argtypes, _library.onward_error_release.restype = (Error,), None
_library.onward_model_release.argtypes, _library.onward_model_release.restype = (_MODEL,), None
_library.onward_version.argtypes, _library.onward_version.restype = (), c_void_p

release_model = _library.onward_model_release
free = _library.onward_free

_KINDS = {
    1: errors.InputError, 2: errors.FilesError, 3: errors.MachineError, 4: errors.WorkError,
    5: errors.FaultError}

# Whether this process has computed anything, and whether it was forked from one that had.
_has_computed = False
_is_forked = False


def _after_fork() -> None:
    global _is_forked
    _is_forked = _is_forked or _has_computed


os.register_at_fork(after_in_child=_after_fork)


def call(name: str, *arguments: object) -> None:
    """Calls a function of the interface; raises what it returns."""
    global _has_computed
    if _is_forked:
        raise errors.MachineError(
            "this process was forked from one that had used Onward, whose threads are not in it; "
            "start processes by spawn or loky, multiprocessing.set_start_method(\"spawn\"), or use "
            "Onward in the child alone")
    _has_computed = True
    error = getattr(_library, name)(*arguments)
    if error.kind:
        raise _exception(error)


def _exception(error: Error) -> errors.OnwardError:
    text = ctypes.string_at(error.text).decode() if error.text else "an error without a text"
    setting = ctypes.string_at(error.setting).decode() if error.setting else None
    kind = _KINDS.get(error.kind, errors.FaultError)
    _library.onward_error_release(error)
    return kind(text, setting)


def taken_text(pointer: c_void_p) -> str:
    """A text that a call has written, which is given back."""
    try:
        return ctypes.string_at(pointer).decode() if pointer else ""
    finally:
        free(pointer)


def version() -> str:
    """The version of the library."""
    return taken_text(c_void_p(_library.onward_version()))


def address(array: np.ndarray) -> int:
    """Where an array's numbers begin."""
    return int(array.__array_interface__["data"][0])


__all__ = [
    "Answers", "Form", "Listener", "Progress", "Samples", "Tensor", "address", "call", "free",
    "release_model", "taken_text", "version", "c_double", "c_uint8"]
