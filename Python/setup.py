"""What pyproject.toml cannot say: the version is that of the Swift package, and one wheel with a library of
machine code serves every Python."""

import pathlib
import re

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel

VERSION = pathlib.Path(__file__).parent.parent / "Sources" / "Settings" / "Version.swift"


class Wheel(bdist_wheel):
    def get_tag(self):
        return ("py3", "none", super().get_tag()[2])


class WithLibrary(Distribution):
    def has_ext_modules(self):
        return True


numbers = re.search(r"current = Version\((\d+), (\d+), (\d+)\)", VERSION.read_text()).groups()
setup(version=".".join(numbers), distclass=WithLibrary, cmdclass={"bdist_wheel": Wheel})
