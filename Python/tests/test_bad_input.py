"""Whatever comes in: an exception that says what to do, and no crash."""

import numpy as np
import pytest
import scipy.sparse

import onward
from onward import InputError, OnwardClassifier

X = np.repeat(np.eye(3, dtype=np.float32), 20, axis=0)
y = np.repeat([0, 1, 2], 20)


def classifier(**arguments):
    return OnwardClassifier(network="8", epochs=2, **arguments)


@pytest.mark.parametrize("change, message", [
    (lambda X: np.full_like(X, np.nan), "NaN"),
    (lambda X: np.full_like(X, np.inf), "infinity"),
    (lambda X: X.astype(np.float64) * 1e39, "infinity"),
    (lambda X: X.astype(complex), "Complex"),
    (lambda X: X[:0], "minimum of 1"),
    (lambda X: X[:, :0], "minimum of 1"),
    (lambda X: X[:, 0], "2D array"),
    (lambda X: X[:, 0].reshape(-1, 1, 1, 1, 1), "1 or 3 channels"),
    (lambda X: np.ones((60, 5, 5, 5)), "1 or 3 channels"),
    (lambda X: np.array([["a", "b"]] * 60), "convert"),
    (scipy.sparse.csr_matrix, "[Ss]parse"),
    (lambda X: X[:30], "inconsistent numbers"),
])
@pytest.mark.filterwarnings("ignore:overflow")
def test_arrays_that_are_no_samples(change, message):
    with pytest.raises((ValueError, TypeError), match=message):
        classifier().fit(change(X), y)


@pytest.mark.parametrize("change", [
    lambda X: X.astype(np.float64), lambda X: X.astype(np.int8), lambda X: X.astype(bool),
    lambda X: X.astype(">f4"), np.asfortranarray, lambda X: np.repeat(X, 2, axis=1)[:, ::2],
    lambda X: X[::-1].copy()[::-1], lambda X: X.tolist(),
])
def test_arrays_of_any_type_and_order_train_alike(change):
    expected = classifier().fit(X, y).predict_proba(X)
    assert np.array_equal(classifier().fit(change(X), y).predict_proba(change(X)), expected)


def test_an_array_at_an_odd_address_trains_alike():
    room = np.zeros(X.nbytes + 1, np.uint8)
    odd = room[1:].view(np.float32).reshape(X.shape)
    odd[:] = X
    assert np.array_equal(
        classifier().fit(odd, y).predict_proba(odd), classifier().fit(X, y).predict_proba(X))


def test_arrays_that_cannot_be_written_are_only_read():
    locked = X.copy()
    locked.flags.writeable = False
    classifier().fit(locked, y).predict(locked)
    assert np.array_equal(locked, X)


@pytest.mark.parametrize("labels, message", [
    (np.zeros(60), "two classes"), (np.linspace(0, 1, 60), "label type"), (y[:30], "inconsistent"),
    (np.full(60, np.nan), "NaN"), ([None] * 60, "."), (np.eye(3)[y], "shape"),
])
def test_labels_that_are_none(labels, message):
    with pytest.raises((ValueError, TypeError), match=message):
        classifier().fit(X, labels)


@pytest.mark.parametrize("arguments, setting", [
    ({"lr": -1}, "lr"), ({"batch_size": 0}, "batch-size"), ({"epochs": -1}, "epochs"),
    ({"validation": 1}, "validation"), ({"threads": 0}, "threads"), ({"lr": "high"}, "lr"),
    ({"settings": {"momentun": 0.5}}, "momentun"), ({"settings": {"threshold": 3}}, "threshold"),
    ({"epochs": 10**12}, "epochs"), ({"lr": float("nan")}, "lr"),
])
def test_settings_are_named(arguments, setting):
    with pytest.raises(InputError) as caught:
        OnwardClassifier(**{"network": "8", **arguments}).fit(X, y)
    assert caught.value.setting == setting


@pytest.mark.parametrize("network", ["", "8,", "C(3,3)", "8,(", "1000000000000", "0", "-5"])
def test_networks_that_are_none(network):
    with pytest.raises(onward.OnwardError):
        OnwardClassifier(network=network, epochs=1).fit(X, y)


@pytest.mark.parametrize("shape", [(1, 2), (2, 2), (3, 1, 1, 1), (5, 5, 5), (0, 3), (-1, -3)])
def test_image_shapes_that_are_none(shape):
    with pytest.raises(InputError):
        classifier(image_shape=shape).fit(X, y)


def test_unknown_algorithms_are_answered_with_the_nearest():
    with pytest.raises(InputError, match="did you mean mono-forward"):
        classifier(algorithm="mono-forwards").fit(X, y)


def test_other_samples_than_were_trained_on():
    model = classifier().fit(X, y)
    with pytest.raises(ValueError, match="expecting 3 features"):
        model.predict(X[:, :2])
    with pytest.raises(InputError, match=r"\[N, 3\]"):
        model.model_.predict(X[:, :2])
    with pytest.raises(InputError, match="finite numbers, not nan in sample 2, place 1"):
        model.model_.predict(np.array([[0, 0, 0], [np.nan, 0, 0]]))
    with pytest.raises(InputError, match="unknown tensor"):
        model.weights("blocks.9.head.weight")
    assert model.model_.predict(X[:0]).shape == (0,)


def test_sample_weights_are_not_taken():
    with pytest.raises(TypeError, match="sample_weight"):
        classifier().fit(X, y, sample_weight=np.ones(60))


def test_a_loss_that_is_no_number_ends_the_training():
    with pytest.raises(onward.WorkError, match="learning rate"):
        OnwardClassifier(network="8", epochs=50, lr=1e30, optimizer="sgd").fit(X * 1e4, y)


def test_files_that_are_no_models(tmp_path):
    path = tmp_path / "model.safetensors"
    with pytest.raises(onward.FilesError):
        onward.load(path)
    classifier().fit(X, y).save(path)
    content = path.read_bytes()
    model = onward.load(path)
    expected = model.predict_proba(X)
    path.write_bytes(content[:-1])
    with pytest.raises(onward.FilesError, match="copy the file again"):
        onward.load(path)
    path.write_bytes(content[:-4] + b"1234")
    with pytest.raises(onward.FilesError, match="damaged"):
        onward.load(path)
    assert np.array_equal(model.predict_proba(X), expected), "what is loaded is in memory"
    with pytest.raises(onward.FilesError):
        model.save(tmp_path / "no" / "such" / "folder.safetensors")


def test_errors_are_pickled_for_other_processes():
    import pickle
    error = pickle.loads(pickle.dumps(InputError("lr must be above 0", "lr")))
    assert isinstance(error, ValueError) and error.setting == "lr" and str(error) == "lr must be above 0"


def test_what_a_callback_raises_comes_out():
    def callback(metrics):
        raise LookupError("mine")
    with pytest.raises(LookupError, match="mine"):
        classifier().fit(X, y, callback=callback)
