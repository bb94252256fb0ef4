"""Trainings by several programs on hosts, each of which leaves its status and what it said, whatever becomes of
those who started it."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time

from programs import BUILT

WRAPPER = """#!/bin/sh
# A launcher that ends all programs is not to end this one before it has written down how its own ended.
trap '' TERM
cd {folder}
rank=$OMPI_COMM_WORLD_RANK
case $rank in
{otherwise}
*) ;;
esac
"$@" 2> $rank.errors &
echo $! > $rank.started && mv $rank.started $rank.process
wait $!
echo $? > $rank.ended && mv $rank.ended $rank.status
exit $(cat $rank.status)
"""


class Training:
    """`count` programs of onward-mpi, started by mpirun and left to themselves."""

    def __init__(self, hosts, count, arguments, otherwise=None, recovers=True, program=None):
        """`otherwise`: by rank, lines of a shell that change "$@" for it; `recovers`: whether mpirun lets the
        others live when one ends with an error."""
        self.hosts, self.count = hosts, count
        self.place = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.place.name)
        wrapper = self.folder / "wrapper"
        cases = [f"{rank}) {lines} ;;" for rank, lines in (otherwise or {}).items()]
        wrapper.write_text(WRAPPER.format(folder=self.folder, otherwise="\n".join(cases)))
        wrapper.chmod(0o755)
        self.output = tempfile.TemporaryFile("w+")
        command = [
            *hosts.mpirun(count, recovers), wrapper, program or BUILT / "onward-mpi", "train",
            *arguments]
        self.launcher = subprocess.Popen(
            [str(word) for word in command], stdout=self.output, stderr=subprocess.STDOUT,
            start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Ends what is left: a program that was stopped, a launcher that waits for a host."""
        for rank in range(self.count):
            process = self.process(rank)
            if process and not self.has_ended(rank):
                os.kill(process, signal.SIGKILL)
        try:
            self.launcher.wait(timeout=3)
        except subprocess.TimeoutExpired:
            os.killpg(self.launcher.pid, signal.SIGKILL)
            self.launcher.wait()

    def _number(self, name):
        try:
            return int((self.folder / name).read_text())
        except (FileNotFoundError, ValueError):
            return None

    def process(self, rank):
        return self._number(f"{rank}.process")

    def status(self, rank):
        """None where it has not ended by itself."""
        return self._number(f"{rank}.status")

    def errors(self, rank):
        try:
            return (self.folder / f"{rank}.errors").read_text(errors="replace")
        except FileNotFoundError:
            return ""

    def all_output(self):
        self.output.seek(0)
        return self.output.read()

    def has_ended(self, rank):
        if self.status(rank) is not None:
            return True
        process = self.process(rank)
        if process is None:
            return self.launcher.poll() is not None
        try:
            text = pathlib.Path(f"/proc/{process}/stat").read_text()
            if text.rsplit(")", 1)[1].split()[0] != "Z":
                return False
        except FileNotFoundError:
            pass
        # Its status is written down a moment later, unless who was to do so was ended as well.
        self.wait_until(lambda: self.status(rank) is not None, 0.5)
        return True

    def wait_until(self, is_so, seconds):
        """Returns after how many seconds it was so; None where it never was."""
        begin = time.monotonic()
        while not is_so():
            if time.monotonic() - begin > seconds:
                return None
            time.sleep(0.01)
        return time.monotonic() - begin

    def wait_for_end(self, ranks, seconds):
        return self.wait_until(lambda: all(map(self.has_ended, ranks)), seconds)
