"""Starts trainings on this machine, alone or as several programs of MPI, and compares what they come to."""

import json
import os
import pathlib
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = ROOT / ".build" / "release"

# Programs that wait give way, as there may be more of them than cores.
MPIRUN = """mpirun --oversubscribe --bind-to none --mca pml ob1 --mca mpi_yield_when_idle 1""".split()
if os.geteuid() == 0:
    MPIRUN.append("--allow-run-as-root")
LOCAL = "--mca btl self,tcp --mca btl_tcp_if_include lo --mca oob_tcp_if_include lo".split()


def alone(arguments, timeout=120):
    """One process of the usual command."""
    return run([BUILT / "onward", "train", *arguments], timeout)


def together(count, arguments, timeout=120):
    """`count` programs of onward-mpi."""
    return run([*MPIRUN, *LOCAL, "-n", count, BUILT / "onward-mpi", "train", *arguments], timeout)


def run(command, timeout):
    command = [str(word) for word in command]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout)


def expect(result, status=0):
    if result.returncode != status:
        sys.exit(
            f"expected status {status}, got {result.returncode} of {' '.join(result.args)}\n"
            f"{result.stdout[-2000:]}\n{result.stderr[-4000:]}")
    return result


def tensors(path):
    """The bytes of every tensor of a safetensors file, by name."""
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    start = 8 + length
    return {
        name: data[start + entry["data_offsets"][0] : start + entry["data_offsets"][1]]
        for name, entry in header.items()
    }


def differences(one, other):
    """Names of the tensors in which two models are not the same to the bit."""
    first, second = tensors(one), tensors(other)
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


# What does not depend on the clock, nor on the order in which replicas' losses are added up.
EXACT = ["epoch", "step", "samples", "learning_rate", "validation_accuracy", "votes"]


def epochs(folder):
    lines = (pathlib.Path(folder) / "metrics.jsonl").read_text().splitlines()
    return [{key: json.loads(line).get(key) for key in EXACT} for line in lines]
