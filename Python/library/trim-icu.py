#!/usr/bin/env python3
"""Makes an object of ICU's data with English alone: a third of the wheel would be the languages of dates.

    trim-icu.py lib_FoundationICU.a icu.o

Foundation needs ICU for much that Onward does not do. What stays is what any language needs, and English; what
goes are the other languages' names and rules, the names of languages, places, units, times and characters, numbers
in words, the order of names in lists, converters of old encodings, and dictionaries.

The data is a table: the number of its entries, for each the places of its name and of its bytes, counted
from the number on; entries are in the order of their names.
"""
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

MEMBER = "icu_packaged_data.cpp.o"
FOLDERS = {"coll", "lang", "rbnf", "region", "translit", "unit", "zone"}
LANGUAGE = re.compile(r"[a-z]{2,3}(_\w+)?\.res")
ENDINGS = (".cnv", ".dict", "/unames.icu")
KEPT = {"en.res", "en_001.res", "en_US.res", "en_US_POSIX.res"}


def is_kept(name):
    folder, _, file = name.rpartition("/")
    if folder.rpartition("/")[2] in FOLDERS or name.endswith(ENDINGS) or "lstm" in file.lower():
        return False
    return file in KEPT or not LANGUAGE.fullmatch(file)


def entries(data, table):
    """Names and bytes."""
    (count,) = struct.unpack_from("<I", data, table)
    places = [struct.unpack_from("<II", data, table + 4 + 8 * index) for index in range(count)]
    ends = [place for _, place in places[1:]] + [len(data) - table]
    for (name, start), end in zip(places, ends):
        first = table + name
        text = data[first:data.index(b"\0", first)].decode()
        yield text, data[table + start:table + end]


def trimmed(data):
    (table,) = struct.unpack_from("<H", data, 0)
    kept = [(name, content) for name, content in entries(data, table) if is_kept(name)]
    names = b"".join(name.encode() + b"\0" for name, _ in kept)
    first = 4 + 8 * len(kept)
    start = -(-(first + len(names)) // 16) * 16
    toc, contents, name_place = struct.pack("<I", len(kept)), b"", first
    for name, content in kept:
        toc += struct.pack("<II", name_place, start + len(contents))
        name_place += len(name) + 1
        contents += content + bytes(-len(content) % 16)
    return data[:table] + toc + names + bytes(start - first - len(names)) + contents


def main(archive, output):
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        subprocess.run(["ar", "x", archive, MEMBER], cwd=work, check=True)
        symbols = subprocess.check_output(["nm", "--defined-only", MEMBER], cwd=work, text=True)
        symbol = re.search(r" R (icudt\d+_dat)\b", symbols).group(1)
        subprocess.run(
            ["objcopy", "-O", "binary", "--only-section=.rodata", MEMBER, "whole"], cwd=work,
            check=True)
        (work / "data").write_bytes(trimmed((work / "whole").read_bytes()))
        (work / "icu.s").write_text(
            f'.section .rodata\n.balign 16\n.globl {symbol}\n{symbol}:\n.incbin "{work}/data"\n'
            '.section .note.GNU-stack,"",@progbits\n')
        subprocess.run(["cc", "-c", "-o", output, work / "icu.s"], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
