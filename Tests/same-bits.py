#!/usr/bin/env python3
"""Holds this commit against an older one: every algorithm, trained by both, has to give the same
losses and the same weights, bit for bit, in float32.

    Tests/same-bits.py 1387958

builds the older commit in a temporary folder and this checkout in its own; OLD_PROGRAM and
NEW_PROGRAM name programs that are built already. Prints a table and ends with status 1 where
anything differs.
"""

import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The clock's and the machine's.
UNSTEADY = {"seconds", "samples_per_second", "peak_memory_bytes"}
CONVOLUTION = "(4C(3,3)P(2,2),6C(3,3)M(2,2),20),(10)"
FF = ["--algorithm", "ff", "--network", "40,30"]
MF = ["--algorithm", "mf", "--network", "40,30,20"]
AT_ONCE = ["--training-schedule", "simultaneous"]
LAYERWISE = ["--training-schedule", "layerwise"]

CASES = {
    "mf": MF + AT_ONCE,
    "mf with convolution": ["--algorithm", "mf", "--network", "4C(3,3)P(2,2),20", *AT_ONCE],
    "mf with dropout, sgd": MF + AT_ONCE + [
        "--dropout", "0.1", "--optimizer", "sgd", "--momentum", "0.9", "--schedule", "cosine"],
    "mf in parts": MF + AT_ONCE + ["--accumulate", "4"],
    "bp": ["--algorithm", "bp", "--network", "40,30", *AT_ONCE],
    "fa": ["--algorithm", "fa", "--network", "40,30", *AT_ONCE],
    "dfa": ["--algorithm", "dfa", "--network", "40,30", *AT_ONCE],
    "ff": FF + AT_ONCE,
    "ff with hard labels": FF + AT_ONCE + ["--negatives", "hard-label"],
    "ff with a reader": FF + AT_ONCE + ["--reader", "all", "--negatives", "hybrid-image"],
    "ff with peers": FF + AT_ONCE + ["--peer-normalization", "0.03", "--augment", "shift:1"],
    "ff, symmetric": FF + AT_ONCE + ["--contrast-loss", "symmetric:2"],
    "intff with convolution": [
        "--algorithm", "intff", "--network", CONVOLUTION, "--label-embedding", "planes",
        "--optimizer", "adamw", *AT_ONCE],
    "intff in turns": [
        "--algorithm", "intff", "--network", "(30,30),(20)", *LAYERWISE, "--steps-per-block",
        "30", "--rounds", "4"],
    "layerwise": MF + LAYERWISE,
    "layerwise, ff": FF + LAYERWISE,
    "pipelined": MF + ["--training-schedule", "pipelined"],
    "pipelined, ff with hard labels": FF + [
        "--training-schedule", "pipelined", "--negatives", "hard-label"],
}
# What 0.1.0 had where nothing was given.
FIRST_DEFAULTS = ["--settings", "paper", "--batch-size", "128"]
# Long enough to be interrupted between the first epoch and the last.
RESUMED = [
    "--algorithm", "mf", "--network", "200,200", *AT_ONCE, "--batch-size", "16", "--epochs", "6",
    "--schedule", "constant"]


def run(program, arguments, folder, interrupt=False):
    command = [program, *arguments, "--quiet"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, "OMP_WAIT_POLICY": "passive"})
    if interrupt:
        metrics = folder / "metrics.jsonl"
        while process.poll() is None and not (metrics.exists() and metrics.read_bytes()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    if process.returncode != (130 if interrupt else 0):
        sys.exit(f"{' '.join(map(str, command))}\nended with {process.returncode}: "
                 + errors.decode())


def train(program, arguments, folder, threads):
    run(program, ["train", "--data", "synthetic-digits", "--seed", "3", "--epochs", "2",
                  "--threads", str(threads), "--output", folder, *arguments], folder)


def losses(folder):
    lines = (folder / "metrics.jsonl").read_text().splitlines()
    return [{key: value for key, value in json.loads(line).items() if key not in UNSTEADY}
            for line in lines]


def tensors(folder):
    content = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header, data = json.loads(content[8:8 + length]), content[8 + length:]
    return {name: (entry["dtype"], entry["shape"], data[slice(*entry["data_offsets"])])
            for name, entry in header.items() if name != "__metadata__"}


def differences(old, new):
    found = []
    lines = (losses(old), losses(new))
    if len(lines[0]) != len(lines[1]):
        found.append(f"{len(lines[0])} epochs, {len(lines[1])} now")
    for number, (one, other) in enumerate(zip(*lines), 1):
        # Later versions may say more.
        found += [f"epoch {number}: {key}" for key in one
                  if repr(one[key]) != repr(other.get(key))]
    one, other = tensors(old), tensors(new)
    return found + [name for name in {**one, **other} if one.get(name) != other.get(name)]


def report(name, threads, folders):
    found = differences(*folders)
    count = len(tensors(folders[0]))
    print(f"{name:32} {threads:7}  {len(losses(folders[0])):6}  {count:7}  "
          + (", ".join(found[:4]) if found else "the same bits"), flush=True)
    return not found


def main(old, new, work):
    print(f"{'training':32} threads  epochs  tensors")
    holds = True
    for threads in (1, 2):
        for name, arguments in CASES.items():
            if threads == 1 and name.startswith("pipelined"):
                continue
            folders = [work / f"{name}-{threads}-{side}" for side in ("old", "new")]
            for program, folder, more in zip((old, new), folders, ([], FIRST_DEFAULTS)):
                train(program, more + arguments, folder, threads)
            holds &= report(name, threads, folders)
        whole = work / f"whole-{threads}"
        train(old, RESUMED, whole, threads)
        for name, first in (("resumed", new), ("resumed from the older one", old)):
            broken = work / f"{name}-{threads}"
            defaults = FIRST_DEFAULTS[:2] if first == new else []
            arguments = ["train", "--data", "synthetic-digits", "--seed", "3", "--threads",
                         str(threads), "--output", broken, *defaults, *RESUMED]
            run(first, arguments, broken, interrupt=True)
            run(new, ["train", "--resume", broken], broken)
            holds &= report(name, threads, [whole, broken])
    return 0 if holds else 1


def build(checkout):
    command = ["swift", "build", "-c", "release", "--product", "onward"]
    subprocess.run(command, cwd=checkout, check=True, stdout=sys.stderr)
    return checkout / ".build/release/onward"


def build_commit(commit, folder):
    subprocess.run(["git", "clone", "-q", ROOT, folder], check=True)
    subprocess.run(["git", "-C", folder, "checkout", "-q", commit], check=True)
    return build(folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="same-bits-") as name:
        work = pathlib.Path(name)
        old = os.environ.get("OLD_PROGRAM") or build_commit(sys.argv[1], work / "old")
        sys.exit(main(old, os.environ.get("NEW_PROGRAM") or build(ROOT), work))
