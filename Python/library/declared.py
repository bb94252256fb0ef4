#!/usr/bin/env python3
"""Names the functions that a C header declares, one a line."""
import pathlib
import re
import sys


def declared(header):
    text = re.sub(r"/\*.*?\*/", "", pathlib.Path(header).read_text(), flags=re.DOTALL)
    return re.findall(r"^[a-z][\w ]*[\s*](onward_\w+)\(", text, re.MULTILINE)


if __name__ == "__main__":
    print(*declared(sys.argv[1]), sep="\n")
