"""What scikit-learn asks of an estimator, and what its users do with one."""

import copy
import os
import pickle
import subprocess
import sys

import numpy as np
import pandas
import polars
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from onward import InputError, OnwardClassifier

CHECKS = """
from sklearn.utils.estimator_checks import check_estimator
from onward import OnwardClassifier
results = check_estimator(OnwardClassifier({arguments}), on_fail=None, on_skip=None)
wrong = [(one["check_name"], one["status"], one["exception"]) for one in results
         if one["status"] != "passed"]
assert len(results) > 50 and not wrong, wrong
"""


@pytest.mark.parametrize("arguments", ["network='50'", "'ff', '50,50'"])
def test_all_checks_of_scikit_learn_pass(arguments):
    """With what SciPy must be told before it is imported, or one check would be skipped."""
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHECKS.format(arguments=arguments)], check=True,
        env={**os.environ, "SCIPY_ARRAY_API": "1"})


def test_grid_search_with_two_processes(digits):
    X, y = digits
    search = GridSearchCV(
        OnwardClassifier(network="32", epochs=3, threads=1), {"lr": [1e-4, 1e-2]}, n_jobs=2, cv=2)
    search.fit(X[:600], y[:600])
    assert search.best_params_ == {"lr": 1e-2} and search.score(X[600:], y[600:]) > 0.7


def test_pipelines_and_cross_validation(digits):
    X, y = digits
    model = make_pipeline(StandardScaler(), OnwardClassifier(network="32", epochs=5))
    assert cross_val_score(model, X, y, cv=3).min() > 0.8


def test_pickles_and_copies_answer_alike(fitted, digits):
    X, _ = digits
    expected = fitted.predict_proba(X)
    for other in (pickle.loads(pickle.dumps(fitted)), copy.deepcopy(fitted)):
        assert np.array_equal(other.predict_proba(X), expected)
        assert other.blocks == fitted.blocks and other.get_params() == fitted.get_params()
    assert not hasattr(clone(fitted), "model_")


@pytest.mark.parametrize("frame", [pandas.DataFrame, polars.DataFrame])
def test_frames_in_and_names_of_classes_out(frame):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2))
    y = np.where(X[:, 0] > X[:, 1], "wide", "high")
    table = frame({"width": X[:, 0], "height": X[:, 1]})
    model = OnwardClassifier(network="16", epochs=30).fit(table, y)
    assert set(model.predict(table)) == {"wide", "high"} and model.score(table, y) > 0.95
    assert list(model.feature_names_in_) == ["width", "height"]
    with pytest.raises(ValueError, match="feature names"):
        model.predict(frame({"height": X[:, 1], "width": X[:, 0]}))


@pytest.mark.parametrize("classes", [
    np.array(["no", "yes"]), np.array(["no", "yes"], dtype=object), np.array([False, True]),
    np.array([-3, 9]), np.array([1.0, 2.0]), np.array([0, 255], dtype=np.uint8)])
def test_classes_of_any_kind_come_back_as_they_were(classes):
    X = np.repeat(np.eye(2, dtype=np.float32), 30, axis=0)
    model = OnwardClassifier(network="8", epochs=10).fit(X, np.repeat(classes, 30))
    answers = model.predict(np.eye(2))
    assert np.array_equal(answers, classes) and answers.dtype == classes.dtype


def test_the_same_seed_gives_the_same_network(digits):
    X, y = digits
    def votes(seed):
        return OnwardClassifier(network="16", epochs=2, random_state=seed).fit(X, y).votes(X[:9])
    assert np.array_equal(votes(3), votes(3)) and not np.array_equal(votes(3), votes(4))
    assert np.array_equal(votes(np.random.RandomState(5)), votes(np.random.RandomState(5)))


def test_samples_that_come_bit_by_bit(digits):
    X, y = digits
    model = OnwardClassifier(network="48")
    with pytest.raises(InputError, match="classes"):
        model.partial_fit(X[:10], y[:10])
    for _ in range(8):
        for start in range(0, 1500, 100):
            model.partial_fit(X[start:start + 100], y[start:start + 100], classes=range(10))
    assert model.score(X[1500:], y[1500:]) > 0.85
    with pytest.raises(InputError, match="of the classes"):
        model.partial_fit(X[:10], np.full(10, 12))
    with pytest.raises(InputError, match="first call"):
        model.partial_fit(X[:10], y[:10], classes=range(11))


def test_the_first_samples_say_what_numbers_mean(digits):
    """Bytes of the first are divided by 255, and so are those that follow, however small they are."""
    X, y = digits
    as_bytes = (X * 255).round()
    model = OnwardClassifier(network="32").partial_fit(as_bytes, y, classes=range(10))
    assert np.array_equal(model.predict(as_bytes)[:40], np.r_[
        tuple(model.predict(one[np.newaxis]) for one in as_bytes[:40])])
    shares = OnwardClassifier(network="32").partial_fit(
        (as_bytes / 255).astype(np.float32), y, classes=range(10))
    assert np.mean(shares.predict(as_bytes / 255) == model.predict(as_bytes)) > 0.99


def test_images_by_shape_in_any_layout(digits):
    X, y = digits
    flat = OnwardClassifier(network="8C(3,3)", epochs=2, image_shape=(8, 8)).fit(X, y)
    square = OnwardClassifier(network="8C(3,3)", epochs=2).fit(X.reshape(-1, 8, 8), y)
    assert np.array_equal(flat.votes(X[:5]), square.votes(X[:5].reshape(-1, 8, 8)))
    planes = np.stack([X, X / 2, X / 3], axis=1).reshape(-1, 3, 8, 8)
    first = OnwardClassifier(network="8C(3,3)", epochs=2).fit(planes, y)
    last = OnwardClassifier(network="8C(3,3)", epochs=2).fit(planes.transpose(0, 2, 3, 1), y)
    assert np.array_equal(first.votes(planes[:5]), last.votes(planes[:5].transpose(0, 2, 3, 1)))


def test_any_other_setting_of_a_recipe(digits):
    X, y = digits
    model = OnwardClassifier(
        "ff", "32,32", epochs=1, settings={"training_schedule": "layerwise", "normalization": "l2"})
    recipe = model.fit(X, y).model_.description["recipe"]
    assert recipe["training-schedule"] == "layerwise" and recipe["normalization"] == "l2"
    assert recipe["algorithm"] == "forward-forward"
