#!/usr/bin/env python3
"""Takes machines away from trainings: kills, stops or cuts off a program at a random moment.

Every other program has to end by itself within 15 seconds, with status 75 and a message that names the one
that was lost; and what is left has to be gone on with, on as many stages or on another number, to the bits of
a training that nothing happened to. Hosts are network namespaces of this machine; needs root.
"""

import argparse
import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from hosts import Hosts
from programs import BUILT, alone, differences, expect

SETTINGS = (
    "--data synthetic-digits --algorithm ff --negatives hard-label --network 120,100,80,60 "
    "--batch-size 40 --epochs 6 --threads 1 --quiet"
).split()
SECONDS_TO_END = 15


def processes(folder):
    """The programs that train into a folder: process by rank."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if not words[0].endswith(b"onward-mpi") or str(folder).encode() not in words:
                continue
            for line in (entry / "environ").read_bytes().split(b"\0"):
                if line.startswith(b"OMPI_COMM_WORLD_RANK="):
                    found[int(line.split(b"=")[1])] = int(entry.name)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return found


def lives(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def end(started, left):
    """What a lost machine leaves behind: the launcher, and a program that was stopped."""
    for process in left:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    try:
        return started.wait(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        return started.wait()


def fault(hosts, folder, chance):
    """One training that loses a program; what was wrong with its end, or nothing."""
    programs = chance.choice([2, 3, 4])
    kind = chance.choice(["kill", "stop", "cut"])
    lost = chance.randrange(programs)
    command = [*hosts.mpirun(programs), BUILT / "onward-mpi", "train", *SETTINGS, "--output", folder]
    errors = tempfile.TemporaryFile("w+")
    started = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=errors,
        start_new_session=True)
    ranks = {}
    while len(ranks) < programs and started.poll() is None:
        ranks = processes(folder)
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 4))
    if started.poll() is not None:
        return f"{programs} programs", "ended before anything happened", programs
    if kind == "cut":
        hosts.set_link(lost % hosts.count, "down")
    else:
        os.kill(ranks[lost], signal.SIGKILL if kind == "kill" else signal.SIGSTOP)
    begin = time.monotonic()
    # A host that is cut off has every program that runs there cut off.
    others = [process for rank, process in ranks.items() if rank != lost]
    while any(map(lives, others)) and time.monotonic() - begin < SECONDS_TO_END:
        time.sleep(0.02)
    seconds = time.monotonic() - begin
    late = [process for process in others if lives(process)]
    if kind == "cut":
        hosts.set_link(lost % hosts.count, "up")
    status = end(started, list(ranks.values()))
    errors.seek(0)
    text = errors.read()
    name = f"{programs} programs, rank {lost}: {kind}, {seconds:.1f} s, status {status}"
    if late:
        return name, f"{len(late)} programs had not ended", programs
    if "was lost" not in text and "Error: rank" not in text:
        return name, "nobody said who was lost:\n" + text[-1500:], programs
    return name, "", programs


def resume(hosts, folder, programs):
    if not any(folder.glob("checkpoint.safetensors*")):
        shutil.rmtree(folder)
        tail = [*SETTINGS, "--output", folder]
    else:
        tail = ["--resume", folder, "--quiet"]
    command = [*hosts.mpirun(programs), BUILT / "onward-mpi", "train", *tail]
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=90)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    tally = collections.Counter()
    with tempfile.TemporaryDirectory() as name, Hosts(3) as hosts:
        undisturbed = pathlib.Path(name) / "undisturbed"
        expect(alone([*SETTINGS, "--output", undisturbed]))
        for number in range(options.count):
            folder = pathlib.Path(name) / f"run-{number}"
            what, wrong, programs = fault(hosts, folder, chance)
            tally["clean ends"] += not wrong
            now = programs if chance.random() < 2 / 3 else chance.choice([1, 2, 3, 4])
            if not (folder / "summary.json").exists():
                result = resume(hosts, folder, now)
                if result.returncode != 0:
                    wrong += f"\nresumed by {now}: status {result.returncode}\n{result.stderr[-1500:]}"
            if (folder / "model.safetensors").exists():
                other = differences(undisturbed / "model.safetensors", folder / "model.safetensors")
            else:
                other = ["no model"]
            tally["same bits"] += not other
            tally["on another number"] += now != programs
            if other:
                wrong += f"\nresumed by {now}, differs in {other}"
            print(f"{number + 1}: {what}; resumed by {now}: {wrong or 'well'}", flush=True)
            tally["failed"] += bool(wrong)
            shutil.rmtree(folder, ignore_errors=True)
    print(", ".join(f"{count} {what}" for what, count in tally.items()))
    sys.exit(1 if tally["failed"] else 0)


if __name__ == "__main__":
    main()
