"""Runs with a folder, as the command writes them."""

import json

import numpy as np
import pytest

import onward

RECIPE = {"data": "synthetic-digits", "network": "32,32", "epochs": 2, "batch-size": 100}


def test_a_run_is_written_and_its_page(tmp_path):
    run = onward.train(RECIPE, tmp_path / "run")
    assert len(run.history) == 2 and run.summary["test_accuracy"] > 0.5
    assert json.loads((tmp_path / "run" / "summary.json").read_text()) == run.summary
    (tmp_path / "run" / "report.html").unlink()
    page = onward.report(run).read_text()
    assert "<html" in page and "2,000" in page, "numbers as English writes them"
    assert len(onward.load(run.folder).blocks) == 2


def test_a_run_by_a_file_in_its_usual_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recipe.yaml").write_text("data: synthetic-digits\nnetwork: 16\nepochs: 1\n")
    run = onward.train("recipe.yaml")
    assert run.folder.relative_to(tmp_path.resolve()).as_posix() == "runs/synthetic-digits-mf-1"


def test_a_callback_ends_a_run(tmp_path):
    run = onward.train(RECIPE, tmp_path / "run", callback=lambda metrics: True)
    assert run.summary is None and len(run.history) == 1
    assert (tmp_path / "run" / "checkpoint.safetensors").exists()


def test_what_cannot_be_trained_leaves_no_folder(tmp_path):
    with pytest.raises(onward.OnwardError):
        onward.train({**RECIPE, "data": "no-such-data"}, tmp_path / "run")
    with pytest.raises(onward.InputError):
        onward.train({**RECIPE, "epoch": 3}, tmp_path / "run")
    assert not (tmp_path / "run").exists()
    with pytest.raises(onward.FilesError):
        onward.report(tmp_path)


@pytest.mark.parametrize("algorithm", ["mf", "ff"])
def test_an_estimator_ends_with_the_network_of_a_run(algorithm, digits, tmp_path):
    """By the same recipe on the same samples, to the bit."""
    X, y = digits
    as_bytes = (X * 255).round().astype(np.float32)
    np.savez(tmp_path / "digits.npz", x_train=as_bytes, y_train=y, x_test=as_bytes[:9], y_test=y[:9])
    settings = {"network": "48,48", "epochs": 60, "lr": 0.1, "patience": 4, "threads": 1}
    run = onward.train(
        {**settings, "algorithm": algorithm, "data": str(tmp_path / "digits.npz")}, tmp_path / "run")
    model = onward.OnwardClassifier(algorithm, **settings).fit(as_bytes, y)
    other = onward.load(run.folder)
    assert run.summary["ended_by_patience"] and run.summary["best_epoch"] < len(run.history)
    assert [one["loss"] for one in model.history_] == [one["loss"] for one in run.history]
    for name in model.blocks[1].tensors:
        assert np.array_equal(model.weights(name), other.weights(name))
    assert np.array_equal(model.votes(as_bytes[:50]), other.votes(as_bytes[:50]))
