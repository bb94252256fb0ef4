#!/usr/bin/env python3
"""Gives trainings on several machines what they cannot use, and holds them to what they say about it.

Wherever one program is at fault the message names its rank and host, and all of them end within 15 seconds.
What can be gone on with comes to the bits of a training that nothing happened to. Hosts are network
namespaces of this machine; needs root.
"""

import argparse
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from hosts import Hosts, sh
from programs import BUILT, alone, differences, expect, run
from training import Training

SECONDS_TO_END = 15
SETTINGS = "--network 60,50,40 --batch-size 20 --threads 1 --quiet --validation 0.2".split()
QUICK = ["--data", "synthetic-digits", "--algorithm", "mf", *SETTINGS, "--epochs", "1"]
LONG = ["--data", "synthetic-digits", "--algorithm", "mf", *SETTINGS, "--epochs", "12"]
OTHER = "rank 1 on host onw2"


class Wrong(Exception):
    pass


def require(condition, text):
    if not condition:
        raise Wrong(text)


def elsewhere(line):
    """Lets a program see other files: a line of a shell, run where only that program sees what it mounts."""
    return "set -- unshare --mount sh -c " + shlex.quote(f'{line} && exec "$@"') + ' sh "$@"'


class Cases:
    def __init__(self, hosts, folder):
        self.hosts, self.folder = hosts, folder
        self.undisturbed = folder / "undisturbed"
        expect(alone([*LONG, "--output", self.undisturbed]))

    def output(self):
        return pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / "run"

    def refused(self, count, arguments, status, *words, seconds=SECONDS_TO_END, **more):
        """A training that all programs end with a status, the first with a message in which all words are."""
        with Training(self.hosts, count, arguments, **more) as training:
            took = training.wait_for_end(range(count), seconds)
            said = "\n".join(training.errors(rank) for rank in range(count))
            require(took is not None, f"had not ended after {seconds} s: {said}")
            statuses = [training.status(rank) for rank in range(count)]
            require(statuses == [status] * count, f"ended with {statuses}: {said}")
            first = training.errors(0)
            for word in words:
                require(word in first, f"{word!r} is not in what the first said: {first}")

    def same_bits(self, output):
        other = differences(self.undisturbed / "model.safetensors", output / "model.safetensors")
        require(not other, f"differs in {', '.join(other)}")

    def resume(self, output, count=3):
        command = self.hosts.mpirun(count) + [BUILT / "onward-mpi", "train", "--resume", output, "--quiet"]
        result = run(command, timeout=60)
        require(result.returncode == 0, f"resumed: {result.returncode} {result.stderr}")
        self.same_bits(output)

    def training(self, output, count=3, **more):
        """A long one, once it has a checkpoint."""
        training = Training(self.hosts, count, [*LONG, "--output", output], **more)
        index = output / "checkpoint.safetensors.index.json"
        if training.wait_until(index.exists, 30) is None:
            with training:
                raise Wrong(f"did not begin: {training.all_output()}")
        return training

    # What the programs are given.

    def wrong_arguments(self):
        """No such flag, a number that cannot be, no such command"""
        for arguments, says in [
            (["train", "--rank", "1"], "Unknown option '--rank'"),
            (["train", "--replicas", "0"], "--replicas must be at least 1, not 0"),
            (["trian"], "Unexpected argument 'trian'"),
        ]:
            result = run([BUILT / "onward-mpi", *arguments], timeout=SECONDS_TO_END)
            require(result.returncode == 64 and says in result.stderr, f"{arguments}: {result.stderr}")
            require("Usage: onward-mpi" in result.stderr, f"no usage: {result.stderr}")

    def other_data(self):
        """Other samples at the same path"""
        rows = [f"{(i * 37 % 101) / 101},{(i * 53 % 97) / 97},{'ab'[i % 2]}\n" for i in range(400)]
        data, changed = self.folder / "data.csv", self.folder / "changed.csv"
        data.write_text("x,y,label\n" + "".join(rows))
        changed.write_text("x,y,label\n" + "".join(rows[:-1]) + "0.5,0.25,a\n")
        arguments = ["--data", data, "--label-column", "label", "--algorithm", "mf", *SETTINGS]
        self.refused(
            3, [*arguments, "--output", self.output()], 64, "samples must be", OTHER,
            otherwise={1: elsewhere(f"mount --bind {changed} {data}")})

    def no_data(self):
        """No samples at that path"""
        folder = self.folder / "only-here"
        folder.mkdir()
        (folder / "data.csv").write_text("x,label\n" + "".join(f"{i},{'ab'[i % 2]}\n" for i in range(99)))
        arguments = [
            "--data", folder / "data.csv", "--label-column", "label", "--algorithm", "mf", *SETTINGS]
        self.refused(
            3, [*arguments, "--output", self.output()], 64, f"{OTHER}: unknown data set", str(folder),
            otherwise={1: elsewhere(f"mount -t tmpfs none {folder}")})

    def other_recipe(self):
        """Another seed"""
        self.refused(
            3, [*QUICK, "--output", self.output()], 64, "--seed must be", OTHER,
            otherwise={1: 'set -- "$@" --seed 5'})

    def other_replicas(self):
        """Another number of replicas"""
        self.refused(
            2, [*QUICK, "--output", self.output()], 64, "--replicas must be 1", OTHER,
            otherwise={1: 'set -- "$@" --replicas 2'})

    def other_library(self):
        """Another version of oneDNN"""
        source, library = self.folder / "version.c", self.folder / "version.so"
        source.write_text(
            "static struct { int major, minor, patch; const char *hash; unsigned cpu, gpu; }\n"
            'version = {2, 0, 9, "", 0, 0};\nconst void *dnnl_version(void) { return &version; }\n')
        sh(f"clang -shared -fPIC -o {library} {source}")
        self.refused(
            3, [*QUICK, "--output", self.output()], 64, "library must be", "2.0.9", OTHER,
            otherwise={1: f'set -- env LD_PRELOAD={library} "$@"'})

    def other_kernels(self):
        """Another instruction set, for replicas"""
        self.refused(
            2, [*QUICK, "--replicas", "2", "--output", self.output()], 64, "instruction set must be", OTHER,
            otherwise={1: 'set -- env ONEDNN_MAX_CPU_ISA=SSE41 "$@"'})

    def too_many(self):
        """More programs than blocks"""
        self.refused(4, [*QUICK, "--output", self.output()], 64, "at most 3: 3 blocks", "got 4")

    def uneven(self):
        """Programs that are no multiple of the replicas"""
        self.refused(
            3, [*QUICK, "--replicas", "2", "--output", self.output()], 64, "a multiple of 2", "got 3")

    # Where they write.

    def twice(self):
        """Two trainings in one folder; the first is not disturbed"""
        output = self.output()
        with self.training(output) as first:
            self.refused(2, ["--resume", output, "--quiet"], 1, "another program is training")
            self.refused(2, [*LONG, "--output", output], 1, "expected an empty folder")
            require(first.wait_for_end(range(3), 60) is not None, "the first did not end")
            require([first.status(rank) for rank in range(3)] == [0] * 3, first.all_output())
        self.same_bits(output)

    def hidden_folder(self):
        """A folder that one program does not see"""
        output = self.output()
        self.refused(
            3, [*QUICK, "--output", output], 1, str(output), f"none, for {OTHER}",
            otherwise={1: elsewhere(f"mount -t tmpfs none {output.parent}")})

    def full_disk(self):
        """A disk that is full for one program"""
        output = self.output()
        with self.training(output, otherwise={1: elsewhere("true")}) as training:
            sets = output / "checkpoint"
            sh(
                f"nsenter --mount --target {training.process(1)} "
                f"mount -t tmpfs -o size=16k none {sets}")
            took = training.wait_for_end(range(3), SECONDS_TO_END)
            statuses = [training.status(rank) for rank in range(3)]
            require(took is not None and statuses == [1] * 3, f"ended with {statuses}")
            said = training.errors(0)
            require(f"Error: {OTHER}: " in said and "No space left" in said, said)
        self.resume(output)

    # What happens to them.

    def back_in_time(self):
        """A host that is back after 4 seconds"""
        output = self.output()
        with self.training(output) as training:
            self.hosts.set_link(1, "down")
            time.sleep(4)
            self.hosts.set_link(1, "up")
            require(training.wait_for_end(range(3), 60) is not None, "did not end")
            require([training.status(rank) for rank in range(3)] == [0] * 3, training.errors(0))
        self.same_bits(output)

    def stopped_in_time(self):
        """A program that stands still for 4 seconds"""
        output = self.output()
        with self.training(output) as training:
            os.kill(training.process(1), signal.SIGSTOP)
            time.sleep(4)
            os.kill(training.process(1), signal.SIGCONT)
            require(training.wait_for_end(range(3), 60) is not None, "did not end")
            require([training.status(rank) for rank in range(3)] == [0] * 3, training.errors(0))
        self.same_bits(output)

    def back_too_late(self):
        """A program that goes on when the others have ended"""
        output = self.output()
        with self.training(output) as training:
            os.kill(training.process(1), signal.SIGSTOP)
            require(training.wait_for_end([0, 2], SECONDS_TO_END) is not None, "others had not ended")
            os.kill(training.process(1), signal.SIGCONT)
            require(training.wait_for_end([1], SECONDS_TO_END) is not None, "it had not ended")
            require([training.status(rank) for rank in range(3)] == [75] * 3, training.errors(1))
            require(f"{OTHER} was lost" in training.errors(1), training.errors(1))
        self.resume(output, 2)

    def interrupted(self):
        """SIGUSR1 to mpirun, which passes it on; Ctrl-C, which it turns into SIGTERM"""
        for name, status in [(signal.SIGUSR1, 130), (signal.SIGINT, 1)]:
            output = self.output()
            launcher = self.launch(output, [])
            launcher.send_signal(name)
            launcher.wait(timeout=30)
            said = (output.parent / "said").read_text()
            require(launcher.returncode == status, f"{name.name}: {launcher.returncode}: {said}")
            require("stopped after batch" in said, f"{name.name}: {said}")
            self.resume(output)

    def launch(self, output, before, count=3, more=()):
        """A training without the wrapper, as a user has it, once there is a checkpoint."""
        command = [
            *before, *self.hosts.mpirun(count, recovers=False), BUILT / "onward-mpi", "train",
            *LONG, *more, "--output", output]
        command = [str(word) for word in command if word != "--quiet"]
        # In a file: what is left on a host that is cut off would keep a pipe open.
        launcher = subprocess.Popen(
            command, stdout=(output.parent / "said").open("w"), stderr=subprocess.STDOUT,
            start_new_session=True)
        deadline = time.monotonic() + 30
        while not (output / "checkpoint.safetensors.index.json").exists():
            require(time.monotonic() < deadline, "did not begin")
            time.sleep(0.01)
        return launcher

    def launched(self):
        """launch after a kill, a stop, and a link that stays down, whose host is left out"""
        for kind in ["kill", "stop", "cut"]:
            output = self.output()
            launch = self.launch(output, [BUILT / "onward-mpi", "launch", "--restarts", "2", "--"])
            if kind == "cut":
                self.hosts.set_link(2, "down")
            else:
                os.kill(
                    rank_of(output, 2), signal.SIGKILL if kind == "kill" else signal.SIGSTOP)
            try:
                launch.wait(timeout=90)
            except subprocess.TimeoutExpired:
                launch.kill()
                raise Wrong(f"{kind}: launch hangs")
            finally:
                self.hosts.set_link(2, "up")
            said = (output.parent / "said").read_text()
            require(launch.returncode == 0, f"{kind}: launch ended with {launch.returncode}: {said}")
            require("start 2 of at most 3" in said, f"{kind}: {said}")
            left_out = f"{self.hosts.address(2)}: does not answer" in said
            require(left_out == (kind == "cut"), f"{kind}: {said}")
            self.same_bits(output)

    def launched_replicas(self):
        """launch of 2 × 2 programs, of which a host takes one away: 2 go on, the replicas are kept"""
        alone_output, output = self.output(), self.output()
        expect(alone([*LONG, "--accumulate", "2", "--output", alone_output]))
        launch = self.launch(
            output, [BUILT / "onward-mpi", "launch", "--"], 4, ["--replicas", "2"])
        self.hosts.set_link(2, "down")
        try:
            launch.wait(timeout=90)
        finally:
            self.hosts.set_link(2, "up")
        said = (output.parent / "said").read_text()
        require(launch.returncode == 0, f"launch ended with {launch.returncode}: {said}")
        other = differences(alone_output / "model.safetensors", output / "model.safetensors")
        require(not other, f"differs in {', '.join(other)}")

    def launch_interrupted(self):
        """Ctrl-C to launch: a checkpoint, status 130, and nothing is started again"""
        output = self.output()
        launch = self.launch(output, [BUILT / "onward-mpi", "launch", "--"])
        launch.send_signal(signal.SIGINT)
        launch.wait(timeout=30)
        said = (output.parent / "said").read_text()
        require(launch.returncode == 130, f"launch ended with {launch.returncode}: {said}")
        require("start 2" not in said, said)
        self.resume(output)

    def never_together(self):
        """A program that never comes: the others wait for a minute"""
        with Training(
            self.hosts, 3, [*QUICK, "--output", self.output()], otherwise={1: "set -- sleep 100"}
        ) as training:
            took = training.wait_for_end([0, 2], 75)
            statuses = [training.status(rank) for rank in (0, 2)]
            require(took is not None and statuses == [75, 75], f"after {took} s: {statuses}")
            said = training.errors(2)
            require("rank 2 on host onw3: expected all programs" in said, said)


def rank_of(output, rank):
    """The process of one program that trains into a folder."""
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            is_it = words[0].endswith(b"onward-mpi") and str(output).encode() in words
            if is_it and f"OMPI_COMM_WORLD_RANK={rank}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                return int(entry.name)
        except (FileNotFoundError, ProcessLookupError):
            continue
    raise Wrong(f"no program of rank {rank}")


QUICK_CASES = [
    "wrong_arguments", "other_data", "no_data", "other_recipe", "other_replicas", "other_library",
    "other_kernels", "too_many", "uneven", "twice", "hidden_folder", "full_disk", "back_in_time", "interrupted",
]
LONG_CASES = [
    "stopped_in_time", "back_too_late", "launched", "launched_replicas", "launch_interrupted", "never_together"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without those that wait for long")
    parser.add_argument("--cases", help="some of them, by name")
    options = parser.parse_args()
    names = QUICK_CASES + ([] if options.quick else LONG_CASES)
    if options.cases:
        names = options.cases.split(",")
    failed = 0
    with tempfile.TemporaryDirectory() as name, Hosts(3) as hosts:
        cases = Cases(hosts, pathlib.Path(name))
        for name in names:
            case = getattr(cases, name)
            begin = time.monotonic()
            try:
                case()
                verdict = "well"
            except Wrong as error:
                verdict = str(error)
                failed += 1
            print(f"{case.__doc__}: {verdict} ({time.monotonic() - begin:.1f} s)", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
