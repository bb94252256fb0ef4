#!/usr/bin/env python3
"""Trains a network whose weights are more than one program may hold: alone it is killed, as three programs it
comes to the weights of a process without a limit.

The limit is a control group's, of each program alone; needs root, and the groups of version 1 or 2. Prints a
table of what each program held at most.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

from programs import BUILT, LOCAL, MPIRUN, differences

GROUPS = pathlib.Path("/sys/fs/cgroup")
PROGRAMS = 3
MB = 1_000_000


class Group:
    """A control group whose processes may hold so many bytes between them."""

    def __init__(self, name, limit):
        if (GROUPS / "cgroup.controllers").exists():
            parent, file = GROUPS, "memory.max"
            (GROUPS / "cgroup.subtree_control").write_text("+memory")
        else:
            parent, file = GROUPS / "memory", "memory.limit_in_bytes"
        self.place = parent / f"onward-{os.getpid()}-{name}"
        try:
            self.place.mkdir()
            (self.place / file).write_text(str(limit))
        except OSError as error:
            sys.exit(f"control groups for memory are not to be had here: {error}")

    def remove(self):
        while (self.place / "cgroup.procs").read_text():
            time.sleep(0.1)
        self.place.rmdir()


def peaks(folder, stop, found):
    """By rank, the most memory that the programs of a folder had resident so far."""
    while not stop.is_set():
        for entry in pathlib.Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if not words[0].startswith(bytes(BUILT / "onward")) or str(folder).encode() not in words:
                    continue
                environment = dict(
                    pair.split(b"=", 1) for pair in (entry / "environ").read_bytes().split(b"\0") if b"=" in pair)
                rank = int(environment.get(b"OMPI_COMM_WORLD_RANK", b"0"))
                for line in (entry / "status").read_text().splitlines():
                    if line.startswith("VmHWM:"):
                        found[rank] = max(found.get(rank, 0), int(line.split()[1]) * 1024)
            except (OSError, IndexError):
                continue
        time.sleep(0.02)


def measured(folder, command):
    """Status of a command, and by rank the peak of its programs."""
    found, stop = {}, threading.Event()
    watcher = threading.Thread(target=peaks, args=(folder, stop, found))
    watcher.start()
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    stop.set()
    watcher.join()
    return result, found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=24)
    parser.add_argument("--width", type=int, default=2048)
    parser.add_argument("--limit", type=int, default=300, help="of each program, in MB")
    options = parser.parse_args()
    weights = options.blocks * options.width**2 * 4
    assert weights > options.limit * MB, "the weights are to be more than the limit"
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        name = pathlib.Path(name)
        data = name / "data.csv"
        data.write_text(
            ",".join(f"x{i}" for i in range(32)) + ",label\n"
            + "".join(
                ",".join(str((row * (7 + i) * 31 % 101) / 101) for i in range(32)) + f",c{row % 4}\n"
                for row in range(600)))
        network = ",".join([str(options.width)] * options.blocks)
        settings = (
            f"--data {data} --label-column label --algorithm mf --network {network} --optimizer sgd --lr 0.01 "
            "--batch-size 50 --epochs 2 --threads 1 --quiet").split()
        print(f"weights {weights / MB:.0f} MB, limit {options.limit} MB a program", flush=True)

        def row(what, result, found):
            held = ", ".join(f"{found[rank] / MB:.0f}" for rank in sorted(found))
            print(f"{what}: status {result.returncode}, at most {held} MB resident", flush=True)

        free = name / "free"
        result, found = measured(free, [BUILT / "onward", "train", *settings, "--output", free])
        row("alone without a limit", result, found)
        failed += result.returncode != 0
        groups = [Group(rank, options.limit * MB) for rank in range(PROGRAMS)]
        wrapper = name / "limited"
        wrapper.write_text(
            f"#!/bin/sh\necho $$ > {groups[0].place.parent}/onward-{os.getpid()}-"
            '${OMPI_COMM_WORLD_RANK:-0}/cgroup.procs && exec "$@"\n')
        wrapper.chmod(0o755)
        alone = name / "alone"
        result, found = measured(alone, [wrapper, BUILT / "onward", "train", *settings, "--output", alone])
        row("alone", result, found)
        failed += result.returncode != -9
        shared = name / "shared"
        result, found = measured(
            shared,
            [*MPIRUN, *LOCAL, "-n", PROGRAMS, wrapper, BUILT / "onward-mpi", "train", *settings, "--output", shared])
        row(f"as {PROGRAMS} programs", result, found)
        if result.returncode == 0:
            other = differences(free / "model.safetensors", shared / "model.safetensors")
            print(f"weights of the model: {'others' if other else 'the same bits'}")
            failed += bool(other)
        else:
            print(result.stderr[-2000:])
            failed += 1
        for group in groups:
            group.remove()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
