"""Neural networks that learn going forward only, for NumPy and scikit-learn.

    >>> import numpy as np
    >>> X = np.repeat(np.eye(3, dtype=np.float32), 20, axis=0)
    >>> y = np.repeat(["red", "green", "blue"], 20)
    >>> model = OnwardClassifier(network="16", epochs=20).fit(X, y)
    >>> print(*model.predict(np.eye(3)))
    red green blue
"""

from ._library import version as _version
from .classifier import OnwardClassifier
from .errors import (
    FaultError, FilesError, InputError, MachineError, OnwardError, WorkError)
from .model import Block, Explanation, Model, load
from .runs import Run, report, train

__version__ = _version()

__all__ = [
    "Block", "Explanation", "FaultError", "FilesError", "InputError", "MachineError", "Model",
    "OnwardClassifier", "OnwardError", "Run", "WorkError", "load", "report", "train"]
