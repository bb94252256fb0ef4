"""A scikit-learn estimator."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets, unique_labels
from sklearn.utils.validation import check_is_fitted, column_or_1d, validate_data

from ._bar import Bar
from ._handle import Handle
from ._samples import SampleForm
from ._training import Callback, Training
from .errors import InputError
from .model import Block, Explanation, Model


class OnwardClassifier(ClassifierMixin, BaseEstimator):
    """A network whose blocks learn from their own local losses.

    Numbers that all are whole and within 0…255, some beyond 16, are bytes and shown as 0…1; all others are
    shown as they are. So scale features of other kinds, by StandardScaler for instance.

    Args:
        algorithm: mf, ff, intff, bp, fa or dfa, or a long name.
        network: hidden layers in the papers' notation, "1000,1000" or "32C(3,3),64C(3,3),128".
        epochs: for how many each block learns; None for 10, or of few samples as many as change the
            weights 1,000 times, at most 100.
        batch_size: None for one that suits the number of samples.
        lr: the learning rate; None for the optimizer's own.
        optimizer: adam, adamw or sgd.
        validation: the share of the samples that is held out to keep the best epoch by.
        patience: epochs without a better validation accuracy after which training ends.
        image_shape: (height, width), (height, width, channels) or (channels, height, width) of the
            samples where X is [N, numbers]; X may be of that form itself.
        random_state: decides over all random numbers; None for the same ones every time.
        threads: cores to use; None for all.
        verbose: whether a line shows how the training goes.
        settings: any other settings of a recipe, by their keys.

    Attributes:
        classes_: the labels, in the order of probabilities.
        model_: the network, an `onward.Model`, whose classes are called by their texts.
        history_: per epoch, the keys of a run's metrics.jsonl.
        n_iter_: epochs that were trained.

    Example:
        >>> from sklearn.datasets import load_iris
        >>> from sklearn.pipeline import make_pipeline
        >>> from sklearn.preprocessing import StandardScaler
        >>> X, y = load_iris(return_X_y=True)
        >>> model = make_pipeline(StandardScaler(), OnwardClassifier(network="50,50", epochs=30))
        >>> bool(model.fit(X, y).score(X, y) > 0.9)
        True
    """

    def __init__(
        self, algorithm: str = "mf", network: str = "1000,1000", *, epochs: int | None = None,
        batch_size: int | None = None, lr: float | None = None, optimizer: str | None = None,
        validation: float = 0.1, patience: int | None = None,
        image_shape: tuple[int, ...] | None = None,
        random_state: int | np.random.RandomState | None = None, threads: int | None = None,
        verbose: bool = False, settings: Mapping[str, Any] | None = None,
    ):
        self.algorithm = algorithm
        self.network = network
        self.epochs = epochs
        self.batch_size = batch_size
        self.lr = lr
        self.optimizer = optimizer
        self.validation = validation
        self.patience = patience
        self.image_shape = image_shape
        self.random_state = random_state
        self.threads = threads
        self.verbose = verbose
        self.settings = settings

    def fit(
        self, X: ArrayLike, y: ArrayLike, *, callback: Callback | None = None
    ) -> OnwardClassifier:
        """Trains a new network. An array of float32, row by row, is not copied.

        Args:
            callback: called with every epoch's metrics; what it returns, where true, ends the training.

        Whoever interrupts it finds the network as it had become by then.
        """
        # What was is not asked any more, whatever becomes of this.
        self.__dict__.pop("model_", None)
        X, y = self._samples(X, y)
        form = SampleForm(self.image_shape or X.shape[1:])
        classes, labels = np.unique(y, return_inverse=True)
        self._learn(self._handle(classes), form, X, labels, classes, callback)
        return self

    def partial_fit(
        self, X: ArrayLike, y: ArrayLike, classes: ArrayLike | None = None,
    ) -> OnwardClassifier:
        """Trains one epoch more on these samples alone, at the learning rate that a training begins with.

        Whether numbers are bytes, and the batch size where none is given, are told by the first samples
        and stay so. None are held out: `validation` is passed over. The network of `model_` learns on, and
        views of its weights show it.

        Args:
            classes: all labels that will come; needed in the first call.
        """
        is_first = not hasattr(self, "model_")
        if is_first and classes is None:
            raise InputError("classes must be given in the first call of partial_fit", "classes")
        X, y = self._samples(X, y, reset=is_first)
        known = unique_labels(classes) if is_first else self.classes_
        if classes is not None and not np.array_equal(known, unique_labels(classes)):
            raise InputError(
                f"classes must be those of the first call, {list(known)}, not "
                f"{list(unique_labels(classes))}", "classes")
        labels = np.minimum(np.searchsorted(known, y), len(known) - 1)
        if (stray := known[labels] != y).any():
            raise InputError(f"y must be of the classes {list(known)}, not {y[stray][0]!r}", "y")
        if is_first:
            form = SampleForm(self.image_shape or X.shape[1:])
            self._learn(self._handle(known), form, X, labels, known, once=True)
        else:
            model = self.model_
            self._learn(model._handle, model._form, X, labels, known, once=True)
        return self

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """[N]: the class with most evidence."""
        labels = self._fitted().labels(self._asked(X))
        return self.classes_[labels]

    def predict_proba(self, X: ArrayLike) -> NDArray[np.float64]:
        """[N, classes]; see `Model.predict_proba`."""
        return self._fitted().predict_proba(self._asked(X))

    def votes(self, X: ArrayLike) -> NDArray[np.float64]:
        """[N, blocks, classes]: what softmax makes of each block's own evidence."""
        return self._fitted().votes(self._asked(X))

    def explain(self, x: ArrayLike) -> Explanation:
        """What the answer to a single sample stands on."""
        return self._fitted().explain(self._asked(np.asarray(x)[np.newaxis])[0])

    @property
    def blocks(self) -> list[Block]:
        """From the input up."""
        return self._fitted().blocks

    def weights(self, name: str) -> NDArray[np.float32]:
        """See `Model.weights`."""
        return self._fitted().weights(name)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model's file, which `onward.load` and the command read."""
        self._fitted().save(path)

    def _fitted(self) -> Model:
        if not hasattr(self, "model_"):
            check_is_fitted(self, "model_")
        return self.model_

    def _handle(self, classes: np.ndarray) -> Handle:
        if len(classes) < 2:
            raise InputError(f"y must have at least two classes, not {len(classes)} class", "y")
        return Handle.create(self._recipe(), [str(name) for name in classes])

    def _recipe(self) -> dict[str, Any]:
        """The settings that were given, by their keys in recipes."""
        given = {
            "algorithm": self.algorithm, "network": self.network, "epochs": self.epochs,
            "batch-size": self.batch_size, "lr": self.lr, "optimizer": self.optimizer,
            "validation": self.validation, "patience": self.patience, "threads": self.threads,
        }
        if self.random_state is not None:
            given["seed"] = (
                int(self.random_state) if isinstance(self.random_state, (int, np.integer))
                else check_random_state(self.random_state).randint(np.iinfo(np.int32).max))
        given.update({key.replace("_", "-"): one for key, one in (self.settings or {}).items()})
        return {key: _plain(one) for key, one in given.items() if one is not None}

    def _learn(
        self, handle: Handle, form: SampleForm, X: np.ndarray, labels: np.ndarray,
        classes: np.ndarray, callback: Callback | None = None, once: bool = False,
    ) -> None:
        training = Training(callback, Bar() if self.verbose else None)

        def take() -> None:
            """All at once, so that what another thread trains meanwhile is not mixed with it."""
            model = Model(handle, form)
            self.classes_, self.model_ = classes, model
            self.history_, self.n_iter_ = training.history, len(training.history)

        try:
            handle.train(form, X, labels, training, once)
        except KeyboardInterrupt:
            # Before its first batch there is no network to keep.
            with contextlib.suppress(InputError):
                take()
            raise
        take()

    def _samples(
        self, X: ArrayLike, y: ArrayLike, reset: bool = True
    ) -> tuple[np.ndarray, np.ndarray]:
        samples, labels = validate_data(
            self, X, y, reset=reset, dtype=np.float32, order="C", allow_nd=True)
        labels = column_or_1d(labels, warn=True)
        check_classification_targets(labels)
        return samples, labels

    def _asked(self, X: ArrayLike) -> np.ndarray:
        # Looking at what is in order takes longer than an answer; the library looks for what is not finite.
        if self._fitted()._form.is_met(X) and not hasattr(self, "feature_names_in_"):
            return X
        samples: np.ndarray = validate_data(
            self, X, reset=False, dtype=np.float32, order="C", allow_nd=True)
        return samples


def _plain(value: Any) -> Any:
    """As JSON has it."""
    return value.item() if isinstance(value, np.generic) else value
