"""Models that are trained for these tests, and servers that are started for them."""

import csv
import json
import os
import pathlib
import random
import subprocess
import urllib.request

import numpy
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("ONWARD_BUILD", ROOT / ".build" / "release"))


def onward(*arguments, cwd=None):
    """What the command prints; it must succeed."""
    done = subprocess.run(
        [BUILD / "onward", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def predicted(model, *arguments, cwd=None):
    """What `onward predict` says, one answer after the other."""
    return [json.loads(line) for line in onward("predict", model, *arguments, "--json", cwd=cwd).splitlines()]


class Server:
    """An onward-server of a test's own, at a port that is free."""

    def __init__(self, *arguments, environment=None, log=None):
        self.process = subprocess.Popen(
            [BUILD / "onward-server", *map(str, arguments), "--port", "0"], text=True,
            stdout=subprocess.PIPE, stderr=log or subprocess.DEVNULL, env={**os.environ, **(environment or {})})
        self.said = []
        for line in self.process.stdout:
            self.said.append(line.strip())
            if line.startswith("listening at "):
                self.url = line.split()[-1].rstrip("/")
                break
        assert hasattr(self, "url"), self.said
        self.port = int(self.url.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        assert self.process.wait(40) == 0

    def memory(self, field="VmRSS"):
        """Bytes that the process has in memory."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith(field):
                return int(line.split()[1]) * 1024

    def get(self, path):
        return json.load(urllib.request.urlopen(self.url + path, timeout=30))

    def post(self, path, body, kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": kind}, method="POST")
        return json.load(urllib.request.urlopen(request, timeout=60))


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Digits by Mono-Forward and by Forward-Forward, a table and texts."""
    folder = tmp_path_factory.mktemp("runs")
    for name, algorithm in [("digits", "mf"), ("goodness", "ff")]:
        onward(
            "train", "--data", "synthetic-digits", "--algorithm", algorithm, "--network", "300,300",
            "--epochs", "8", "--output", folder / name)
    table = folder / "table.csv"
    draw = random.Random(1)
    with open(table, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["length", "color", "kind"])
        for place in range(300):
            kind = place % 2
            writer.writerow([f"{draw.gauss(3 * kind, 1):.3f}", draw.choice(["red", "blue"]), ["short", "long"][kind]])
    onward("train", "--data", table, "--label-column", "kind", "--network", "8,8", "--output", folder / "table")
    for part in ["train", "test"]:
        for kind, words in [("pos", "good fine happy sun"), ("neg", "bad poor rain cloud")]:
            texts = folder / "imdb" / "aclImdb" / part / kind
            texts.mkdir(parents=True)
            for place in range(40):
                chosen = [draw.choice(words.split()) for _ in range(12)]
                (texts / f"{place}_1.txt").write_text(" ".join(chosen))
    onward(
        "train", "--data", "imdb", "--data-dir", folder, "--network", "16,16", "--epochs", "5",
        "--output", folder / "texts")
    return folder


@pytest.fixture(scope="session")
def server(runs):
    models = [runs / name for name in ["digits", "goodness", "table", "texts"]]
    with Server(*models, "--runs", runs) as started:
        yield started


@pytest.fixture(scope="session")
def pictures(runs):
    """Random pictures of bytes, as a file and as the numbers that networks are shown."""
    numbers = numpy.random.default_rng(1).integers(0, 256, (40, 28, 28), dtype=numpy.uint8)
    numpy.save(runs / "pictures.npy", numbers)
    return runs / "pictures.npy", numbers.astype(numpy.float32) * numpy.float32(1 / 255)
