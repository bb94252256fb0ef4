"""Reads data as the rival does, in a process of its own, and prints the seconds.

    .venv/bin/python loading_rival.py pandas table.csv 2

Prints one JSON object: `seconds` from the first call to data in memory, and the `library`.
"""

import argparse
import json
import time


def pandas(path, threads):
    """A table by the parser in C, which takes one thread."""
    import pandas as library
    return f"pandas {library.__version__}", lambda: library.read_csv(path, engine="c")


RIVALS = {rival.__name__: rival for rival in (pandas,)}


def main():
    """Times one reading."""
    parser = argparse.ArgumentParser(description="Times how a rival reads data.")
    parser.add_argument("rival", choices=sorted(RIVALS))
    parser.add_argument("path")
    parser.add_argument("threads", type=int)
    options = parser.parse_args()
    library, read = RIVALS[options.rival](options.path, options.threads)
    start = time.perf_counter()
    read()
    print(json.dumps({"seconds": time.perf_counter() - start, "library": library}))


if __name__ == "__main__":
    main()
