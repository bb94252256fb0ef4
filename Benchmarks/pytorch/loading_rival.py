"""Reads data as the rival does, in a process of its own, and prints the seconds.

    .venv/bin/python loading_rival.py pandas table.csv 2

Prints one JSON object: `seconds` from the first call to data in memory, and the `library`. Archives are
read before the first call.
"""

import argparse
import json
import time


def pandas(path, threads):
    """A table by the parser in C, which takes one thread."""
    import pandas as library
    return f"pandas {library.__version__}", lambda: library.read_csv(path, engine="c")


def torchvision(path, threads):
    """A folder of pictures, decoded, resized and cropped by as many workers as there are threads."""
    from importlib.metadata import version

    import torch
    if torch.version.cuda is None and not version("torchvision").endswith("+cpu"):
        # Built for GPUs beside a torch for CPUs, it misses two operations that no picture needs.
        library = torch.library.Library("torchvision", "FRAGMENT")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor boxes, Tensor scores, float threshold) -> Tensor")
    import torchvision as vision
    from torchvision import transforms

    def read():
        steps = [transforms.Resize(32), transforms.CenterCrop(32), transforms.ToTensor()]
        folder = vision.datasets.ImageFolder(path, transforms.Compose(steps))
        batches = torch.utils.data.DataLoader(folder, batch_size=128, num_workers=threads)
        return torch.cat([pictures for pictures, _ in batches])

    return f"torchvision {vision.__version__}", read


def sklearn(path, threads):
    """Terms of reviews, chosen and weighted by those to train on; texts are in memory already."""
    import tarfile

    import sklearn as library
    from sklearn.feature_extraction.text import TfidfVectorizer
    parts = {"train": [], "test": []}
    with tarfile.open(path) as archive:
        for entry in archive:
            names = entry.name.split("/")
            if entry.isfile() and names[-3:-2] and names[-3] in parts and names[-2] in ("neg", "pos"):
                parts[names[-3]].append(archive.extractfile(entry).read().decode())

    def read():
        terms = TfidfVectorizer(max_features=10_000, sublinear_tf=True)
        return terms.fit_transform(parts["train"]), terms.transform(parts["test"])

    return f"scikit-learn {library.__version__}", read


RIVALS = {rival.__name__: rival for rival in (pandas, torchvision, sklearn)}


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
