#!/usr/bin/env python3
"""Holds trainings that are shared out among programs to the bits of one process.

Every cell is trained by `onward train`, and by `onward-mpi train` in stages and replicas; replicas are held
to `--accumulate`. Weights have to be equal to the bit, and so have validation and votes in every epoch.
"""

import argparse
import pathlib
import sys
import tempfile

from programs import alone, differences, epochs, expect, together

DIGITS = "--data synthetic-digits --threads 1 --epochs 3 --quiet --log-every 1".split()
CELLS = {
    "mf": "--algorithm mf --network 60,50,40,30 --batch-size 60 --dropout 0.1",
    "ff, hard labels": "--algorithm ff --network 60,50,40,30 --batch-size 60 --negatives hard-label",
    "intff, convolution": "--algorithm intff --network (8C(3,3),M(2,2)),(8C(3,3),D(0.2)),(40),(30) "
    "--batch-size 60 --augment shift:2,rotation:10",
}
# (stages, replicas)
SHAPES = [(2, 1), (3, 1), (4, 1), (1, 2), (2, 2)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", default=",".join(CELLS), help="some of the cells, by name")
    parser.add_argument("--quick", action="store_true", help="two shapes of each cell alone")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, (cell, settings) in enumerate(CELLS.items()):
            if not any(cell.startswith(wanted.strip()) for wanted in options.cells.split(",")):
                continue
            own = {}
            for replicas in (1, 2):
                own[replicas] = folder / f"{number}-alone-{replicas}"
                extra = [] if replicas == 1 else ["--accumulate", "2"]
                expect(alone([*DIGITS, *settings.split(), *extra, "--output", own[replicas]]))
            shapes = [(4, 1), (2, 2)] if options.quick else SHAPES
            for stages, replicas in shapes:
                shared = folder / f"{number}-{stages}-{replicas}"
                expect(
                    together(
                        stages * replicas,
                        [*DIGITS, *settings.split(), "--replicas", replicas, "--output", shared]))
                other = differences(
                    own[replicas] / "model.safetensors", shared / "model.safetensors")
                if epochs(own[replicas]) != epochs(shared):
                    other.append("metrics")
                failed += bool(other)
                verdict = f"differs in {', '.join(other)}" if other else "the same bits"
                print(f"{cell}: {stages} stages × {replicas} replicas: {verdict}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
