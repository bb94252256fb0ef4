"""Reads MNIST and its relatives from their four compressed IDX files."""

import gzip
from pathlib import Path

import numpy as np
import torch

FASHION_MNIST = Path("/usr/share/datasets/fashion-mnist")
UNSIGNED_BYTE = 8


def read_idx(path):
    """The array in one IDX file: two zero bytes, type, number of dimensions, sizes, elements."""
    try:
        with gzip.open(path) as file:
            content = file.read()
    except (OSError, EOFError) as error:
        raise SystemExit(f"expected an IDX file at {path}: {error}; name its folder by --data-dir")
    if content[:3] != bytes([0, 0, UNSIGNED_BYTE]):
        raise SystemExit(f"expected an IDX file of unsigned bytes, got another format in {path}")
    dimensions = content[3]
    sizes = np.frombuffer(content, dtype=">i4", count=dimensions, offset=4)
    return np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * dimensions).reshape(sizes)


def load_split(folder, split):
    """Images [N, pixels] as float32 in 0…1 and labels [N]; the split is `train` or `t10k`."""
    images = read_idx(Path(folder) / f"{split}-images-idx3-ubyte.gz")
    labels = read_idx(Path(folder) / f"{split}-labels-idx1-ubyte.gz")
    pixels = images.reshape(len(images), -1).astype(np.float32) / 255
    return torch.from_numpy(pixels), torch.from_numpy(labels.astype(np.int64))
