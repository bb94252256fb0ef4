#!/usr/bin/env python3
"""What TensorBoard itself serves of a training that was killed and resumed, and of a search.

    tensorboard-run.py ONWARD

Every epoch is there once, under every name that metrics.jsonl has; so are the recipe and the results as
hyperparameters, the weights' histograms, and the pictures of the first layer and of mistakes.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

EPOCHS, WAIT = 6, 60


class TensorBoard:
    """A server of its own, asked over HTTP, as its page asks."""

    def __init__(self, folder):
        program = pathlib.Path(sys.executable).with_name("tensorboard")
        self.process = subprocess.Popen(
            [program, "--logdir", folder, "--host", "127.0.0.1", "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if found := re.search(r"http://[\w.]+:\d+/", line):
                self.address = found.group()
                return
        raise SystemExit("TensorBoard did not start")

    def ask(self, route, body=None, **query):
        url = f"{self.address}data/plugin/{route}?{urllib.parse.urlencode(query)}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=WAIT) as answer:
            content = answer.read()
        return content if route.endswith("individualImage") else json.loads(content)

    def wait(self, is_there):
        """It reads folders in the background."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                if found := is_there():
                    return found
            except urllib.error.HTTPError:
                pass
            time.sleep(0.5)
        raise SystemExit("TensorBoard does not show what it was given")

    def close(self):
        self.process.terminate()
        self.process.wait()


def killed_and_resumed(onward, run):
    """A training that is killed once some epochs are written, and goes on from its checkpoint."""
    begin = [onward, "train", "--algorithm", "ff", "--network", "400,400", "--data", "synthetic-digits",
             "--epochs", str(EPOCHS), "--output", run,
             "--tensorboard", "--quiet", "--threads", "1"]
    process = subprocess.Popen(begin)
    metrics = run / "metrics.jsonl"
    while process.poll() is None and (not metrics.exists() or len(metrics.read_text().splitlines()) < 3):
        time.sleep(0.01)
    process.kill()
    process.wait()
    if process.returncode == 0:
        raise SystemExit("the training ended before it was killed")
    # Without the flag: what a run has begun it goes on with.
    subprocess.run([onward, "train", "--resume", run, "--quiet"], check=True)


def check_scalars(board, run):
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    assert len(lines) == EPOCHS
    tags = board.wait(lambda: (all := board.ask("scalars/tags")) and
                      "final/test_accuracy" in all.get("run", {}) and all)["run"]
    wanted = {}
    for line in lines:
        for key, value in line.items():
            values = value if isinstance(value, list) else [value]
            for place, number in enumerate(values):
                if isinstance(number, (int, float)):
                    name = f"{key}/{place + 1}" if isinstance(value, list) else key
                    wanted.setdefault(name, []).append((line["epoch"], number))
    for name, points in wanted.items():
        assert name in tags, f"{name} is missing"
        shown = [(step, value) for _, step, value in board.ask("scalars/scalars", run="run", tag=name)]
        assert [step for step, _ in shown] == [step for step, _ in points], f"{name}: steps {shown}"
        for (_, value), (_, number) in zip(shown, points):
            assert abs(value - number) <= 1e-6 * abs(number), f"{name}: {value}, not {number}"
    print(f"scalars: {len(wanted)} names, epochs 1 to {EPOCHS} once each")


def check_histograms(board):
    tags = board.ask("histograms/tags")["run"]
    assert "blocks.0.layers.1.weight" in tags, sorted(tags)
    for tag in tags:
        shown = board.ask("histograms/histograms", run="run", tag=tag)
        steps = [step for _, step, _ in shown]
        assert steps == list(range(EPOCHS + 1)), f"{tag}: {steps}"
        counts = {round(sum(count for _, _, count in buckets)) for _, _, buckets in shown}
        assert len(counts) == 1, f"{tag}: {counts}"
    print(f"histograms: {len(tags)} tensors, before the training and after every epoch")


def check_images(board):
    tags = board.ask("images/tags")["run"]
    assert "first layer's weights" in tags, sorted(tags)
    assert any(tag.startswith("mistakes/1: ") and "taken for" in tag for tag in tags), sorted(tags)
    for tag in tags:
        shown = board.ask("images/images", run="run", tag=tag, sample=0)
        steps = [picture["step"] for picture in shown]
        assert steps == sorted(set(steps)), f"{tag}: {steps}"
        url = f"{board.address}data/plugin/images/individualImage?{shown[-1]['query']}"
        with urllib.request.urlopen(url, timeout=WAIT) as answer:
            assert answer.read(8) == b"\x89PNG\r\n\x1a\n", tag
    print(f"images: {len(tags)} names")


def sessions(board):
    body = {"experimentName": "", "allowedStatuses": ["STATUS_UNKNOWN", "STATUS_SUCCESS", "STATUS_FAILURE",
            "STATUS_RUNNING"], "colParams": [], "startIndex": 0, "sliceSize": 1000}
    return board.ask("hparams/session_groups", body)["sessionGroups"]


def check_run_hyperparameters(board):
    run = next(group for group in sessions(board) if group["sessions"][0]["name"] == "run")
    values = run["hparams"]
    assert values["algorithm"] == "forward-forward" and values["seed"] == 1.0, values
    assert values["network"] == "400,400" and "contrast-loss" in values, values
    results = {metric["name"]["tag"] for metric in run["metricValues"]}
    assert "final/test_accuracy" in results, results
    assert run["sessions"][0]["status"] == "STATUS_SUCCESS", run["sessions"]
    print(f"hyperparameters of the run: {len(values)} settings, {len(results)} results")


def check_search(board, search):
    results = [json.loads(line) for line in (search / "trials.jsonl").read_text().splitlines()]
    trials = {result["trial"] for result in results}
    board.wait(lambda: len([g for g in sessions(board) if "lr" in g["hparams"]]) >= len(trials))
    groups = {group["sessions"][0]["name"]: group for group in sessions(board)}
    for trial in trials:
        name = f"search/trial-{trial}"
        own = [result for result in results if result["trial"] == trial]
        values = groups[name]["hparams"]
        assert abs(values["lr"] - own[0]["settings"]["lr"]) < 1e-12, values
        shown = board.ask("scalars/scalars", run=name, tag="validation_accuracy")
        assert [step for _, step, _ in shown] == [result["epochs"] for result in own], (shown, own)
    print(f"hyperparameters of the search: {len(trials)} trials in {len(results)} rungs")


def main(onward):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run, search = folder / "run", folder / "search"
        killed_and_resumed(onward, run)
        subprocess.run(
            [onward, "tune", "--algorithm", "mf", "--network", "30", "--data", "synthetic-digits",
             "--trials", "4", "--budget", "12",
             "--search", "lr=1e-4..1e-2", "--output", search, "--tensorboard", "--quiet"], check=True)
        board = TensorBoard(folder)
        try:
            check_scalars(board, run)
            check_histograms(board)
            check_images(board)
            check_run_hyperparameters(board)
            check_search(board, search)
        finally:
            board.close()
    print("TensorBoard shows what was trained")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not shutil.which(sys.argv[1]):
        raise SystemExit(__doc__)
    main(shutil.which(sys.argv[1]))
