"""Draws the data that loading is timed with, once, into a folder that is kept."""

from pathlib import Path

import numpy as np


def table(folder, is_quick):
    """Rows of 14 columns of real numbers, 3 of whole ones, 2 of texts, and a label."""
    count = 4_000 if is_quick else 400_000
    path = Path(folder) / f"table-{count}.csv"
    if path.exists():
        return path
    random = np.random.default_rng(1)
    columns = {f"x{i}": np.char.mod("%.3f", random.normal(size=count) * 10 ** (i % 3))
               for i in range(14)}
    columns |= {f"n{i}": random.integers(0, 1000, count).astype(str) for i in range(3)}
    colours = np.array(["red", "green", "blue", "orange", "violet"])
    columns |= {f"t{i}": colours[random.integers(0, len(colours), count)] for i in range(2)}
    columns["label"] = np.array(["yes", "no", "maybe"])[random.integers(0, 3, count)]
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under its name only when it is whole.
    part = path.with_suffix(".part")
    with open(part, "w", encoding="ascii") as file:
        file.write(",".join(columns) + "\n")
        file.writelines(",".join(row) + "\n" for row in zip(*columns.values()))
    part.rename(path)
    return path
