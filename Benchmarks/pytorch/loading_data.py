"""Draws the data that loading is timed with, once, into a folder that is kept."""

import os
import shutil
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


def pictures(folder, is_quick):
    """JPEG files of ten classes, smooth colours with some noise."""
    from PIL import Image
    count = 200 if is_quick else 10_000
    path = Path(folder) / f"pictures-{count}"
    if path.exists():
        return path
    random = np.random.default_rng(1)
    part = path.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    for index in range(count):
        width, height = (int(side) for side in random.integers(40, 61, 2))
        colours = Image.fromarray(random.integers(0, 256, (6, 6, 3), dtype=np.uint8))
        smooth = np.asarray(colours.resize((width, height), Image.Resampling.BICUBIC))
        noisy = smooth + random.integers(-10, 11, smooth.shape)
        file = part / f"class{index % 10}" / f"{index}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(file, quality=90)
    part.rename(path)
    return path


def texts(folder, is_quick):
    """The archive of IMDB's reviews, which is not drawn: it is looked for where data sets are."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onward"
    own = [Path(os.environ["ONWARD_DATA"])] if os.environ.get("ONWARD_DATA") else []
    for place in [*own, caches, Path("/usr/share/datasets")]:
        for archive in sorted((place / "imdb").glob("aclImdb*.tar*")):
            return archive
    raise OSError("expected imdb/aclImdb_v1.tar.gz in ONWARD_DATA or the cache, got none")
