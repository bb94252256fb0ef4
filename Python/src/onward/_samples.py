"""Arrays as the library takes them: float32, sample by sample, images channel by channel."""

from __future__ import annotations

import ctypes
import math
from typing import TypeGuard

import numpy as np

from . import _library
from .errors import InputError


class SampleForm:
    """One sample's form, and how an array of samples is brought into it.

    Images are [height, width], [height, width, channels] or [channels, height, width], where 1 or 3 are
    channels, as in files of arrays.
    """

    def __init__(self, sizes: tuple[int, ...]):
        self.sizes = tuple(int(size) for size in sizes)
        self.count = math.prod(self.sizes)
        self._has_channels_last = len(self.sizes) == 3 and self.sizes[2] in (1, 3)
        first = len(self.sizes) == 3 and self.sizes[0] in (1, 3)
        if not 1 <= len(self.sizes) <= 3 or (
                len(self.sizes) == 3 and not (first or self._has_channels_last)):
            raise InputError(
                "samples must be rows of numbers, or images of [height, width] or of 1 or 3 "
                f"channels, not of the form {list(self.sizes)}", "image_shape")
        planes = (self.sizes[2], *self.sizes[:2]) if self._has_channels_last else self.sizes
        self._planes = planes

    def is_met(self, X: object) -> TypeGuard[np.ndarray]:
        """Whether these are samples as the library takes them, [N, numbers] of float32, row by row."""
        return (
            type(X) is np.ndarray and X.ndim == 2 and X.shape[1] == self.count and len(X) > 0
            and X.dtype == np.float32 and X.flags.c_contiguous)

    def array(self, X: np.ndarray) -> np.ndarray:
        """The numbers as the library reads them: X itself where they lie so."""
        if X.size != len(X) * self.count:
            raise InputError(
                f"samples must be of {self.count} numbers each, of the form {list(self.sizes)}, not of "
                f"{X.size // len(X)}", "image_shape")
        if self._has_channels_last and self.sizes[2] > 1:
            X = X.reshape(-1, *self.sizes).transpose(0, 3, 1, 2)
        return np.require(X, np.float32, ["C", "ALIGNED"])

    def samples(self, array: np.ndarray) -> _library.Samples:
        """What the library is handed; `array` must outlive it."""
        return _library.Samples(
            _library.address(array), array.size // max(self.count, 1),
            (ctypes.c_size_t * len(self._planes))(*self._planes), len(self._planes))
