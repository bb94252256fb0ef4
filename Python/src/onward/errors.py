"""What Onward raises."""

from __future__ import annotations


class OnwardError(Exception):
    """Something that came from outside cannot be used, or a training came to nothing.

    The text says what was expected, what came and what to do. `setting` is the recipe's key that it is
    about, or None.
    """

    setting: str | None = None

    def __init__(self, text: str, setting: str | None = None):
        super().__init__(text)
        self.setting = setting

    def __reduce__(self) -> tuple[type[OnwardError], tuple[str, str | None]]:
        return type(self), (str(self), self.setting)


class InputError(OnwardError, ValueError):
    """A setting, a name, a shape or a sample is not what it can be."""


class FilesError(OnwardError, OSError):
    """A file is missing, damaged, in the way or of another version."""


class MachineError(OnwardError, RuntimeError):
    """The machine has no room or no instruction for it, or the process was forked."""


class WorkError(OnwardError, RuntimeError):
    """What was asked for could be tried and came to nothing: a loss is no number any more."""


class FaultError(OnwardError, RuntimeError):
    """A fault of Onward's own: please report it, with the recipe."""
