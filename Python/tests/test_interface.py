"""The library against its header, as C and ctypes know it."""

import ctypes
import pathlib
import subprocess
import sys

import onward
from onward import _library

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = ROOT / "Sources" / "COnward" / "onward.h"
LIBRARY = pathlib.Path(onward.__file__).with_name("libonward.so")
DECLARED = set(
    subprocess.check_output(
        [sys.executable, ROOT / "Python" / "library" / "declared.py", HEADER], text=True).split())


def test_the_library_shows_what_the_header_declares():
    lines = subprocess.check_output(["nm", "-D", "--defined-only", LIBRARY], text=True).splitlines()
    assert {line.split()[-1] for line in lines} == DECLARED and len(DECLARED) > 15


def test_python_knows_the_sizes_and_places_of_the_header(tmp_path):
    """Asks the compiler for every field that ctypes lays out."""
    named = {
        "onward_error": _library.Error, "onward_samples": _library.Samples,
        "onward_progress": _library.Progress, "onward_answers": _library.Answers,
        "onward_form": _library.Form, "onward_tensor": _library.Tensor}
    lines, expected = [], []
    for name, kind in named.items():
        lines.append(f'printf("%zu\\n", sizeof({name}));')
        expected.append(ctypes.sizeof(kind))
        for field, *_ in kind._fields_:
            lines.append(f'printf("%zu\\n", offsetof({name}, {field}));')
            expected.append(getattr(kind, field).offset)
    program = tmp_path / "places.c"
    program.write_text(
        "#include <onward.h>\n#include <stdio.h>\nint main(void) {" + "".join(lines) + "}\n")
    assert [int(one) for one in built(program, tmp_path).split()] == expected
    assert set(_library._FALLIBLE) < DECLARED


def test_the_program_in_c_runs(tmp_path):
    said = built(ROOT / "Examples" / "CProgram" / "main.c", tmp_path).splitlines()
    assert said[0] == "20 epochs" and said[1].startswith("right, ")
    assert said[2] == "samples must be finite numbers, not inf in sample 1, place 2"


def built(source, folder):
    """Compiles a program with the header and the library alone; returns what it prints."""
    program = folder / "program"
    subprocess.run(
        ["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", HEADER.parent, source, LIBRARY,
         f"-Wl,-rpath,{LIBRARY.parent}", "-Wl,--allow-shlib-undefined", "-o", program], check=True)
    return subprocess.check_output([program], text=True)
