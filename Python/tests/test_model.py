"""A trained network: asked, looked into, edited, saved, and read again."""

import gc
import pickle

import numpy as np
import pytest

import onward


def test_files_come_back(fitted, digits, tmp_path):
    X, _ = digits
    fitted.save(tmp_path / "model.safetensors")
    model = onward.load(tmp_path / "model.safetensors")
    assert model.classes == [str(number) for number in range(10)]
    assert np.array_equal(model.labels(X), fitted.predict(X))
    assert np.array_equal(model.predict(X), fitted.predict(X).astype(str))
    assert np.array_equal(model.predict_proba(X), fitted.predict_proba(X))
    assert np.array_equal(pickle.loads(pickle.dumps(model)).votes(X), model.votes(X))


def test_rows_answer_alone_as_in_a_batch(fitted, digits):
    X, _ = digits
    together = fitted.predict_proba(X[:70])
    assert np.array_equal(np.vstack([fitted.predict_proba(row[np.newaxis]) for row in X[:70]]), together)


def test_blocks_vote(fitted, digits):
    X, y = digits
    votes = fitted.votes(X[1500:])
    assert votes.shape == (297, 3, 10) and np.allclose(votes.sum(axis=2), 1)
    assert all((votes[:, block].argmax(axis=1) == y[1500:]).mean() > 0.8 for block in range(3))


def test_weights_are_views_that_outlive_the_model(digits):
    X, y = digits
    model = onward.OnwardClassifier(network="32", epochs=1).fit(X, y)
    names = model.blocks[0].tensors
    weight = model.weights(names[0])
    assert names[0] == "blocks.0.layers.0.weight" and weight.shape == (32, 64)
    assert np.shares_memory(weight, model.weights(names[0])) and not weight.flags.writeable
    values = weight.copy()
    del model
    gc.collect()
    onward.OnwardClassifier(network="32", epochs=1, random_state=7).fit(X, y)
    assert np.array_equal(weight, values)
    with pytest.raises(ValueError):
        weight[0, 0] = 1


def test_weights_compute_what_the_network_does(fitted, digits):
    """The first block by hand: its evidence, and what softmax makes of it."""
    X, _ = digits
    weight, head = (fitted.weights(f"blocks.0.{name}.weight") for name in ("layers.0", "head"))
    evidence = np.maximum(X[:20] @ weight.T, 0) @ head.T
    shares = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    assert np.allclose(
        fitted.votes(X[:20])[:, 0], shares / shares.sum(axis=1, keepdims=True), atol=1e-5)


def test_a_block_is_unplugged_and_the_others_stay(fitted, digits):
    X, y = digits
    smaller = fitted.model_.without(1)
    assert len(smaller.blocks) == 2 and len(fitted.blocks) == 3
    assert np.array_equal(smaller.votes(X)[:, 0], fitted.votes(X)[:, 0])
    assert smaller.description["edits"] == ["block 2 was taken out"]
    with pytest.raises(onward.InputError, match="block must be from 0 to 2"):
        fitted.model_.without(3)


def test_an_answer_is_explained(fitted, digits):
    X, _ = digits
    told = fitted.explain(X[1600])
    assert told.name == str(fitted.predict(X[1600:1601])[0]) and told.parts is None
    assert told.decision.shape == (8, 8) and len(told.blocks) == 3 and told.decision.max() > 0


def test_tables_of_blocks_for_notebooks(fitted):
    html = fitted.model_._repr_html_()
    assert html.count("<tr>") == 4 and "mono-forward" in html and "Dense(48)" in repr(fitted.model_)


def test_epochs_are_heard_of_and_ended(digits):
    X, y = digits
    heard = []
    def callback(metrics):
        heard.append(metrics["epoch"])
        return metrics["epoch"] == 3
    model = onward.OnwardClassifier(network="16", epochs=50).fit(X, y, callback=callback)
    assert heard == [1, 2, 3] and model.n_iter_ == 3
    assert {"loss", "block_loss", "block_accuracy", "validation_accuracy"} <= set(model.history_[0])


def test_a_line_shows_how_it_goes(digits, capsys):
    X, y = digits
    onward.OnwardClassifier(network="16", epochs=2, verbose=True).fit(X, y)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 and lines[1].startswith("100%|██████████| 2/2 [00:0") and "loss=" in lines[1]
