"""A trained network, to be asked and looked into."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._handle import Handle
from ._samples import SampleForm
from .errors import InputError


@dataclass(frozen=True)
class Block:
    """A block of a network: what it is made of."""

    layers: tuple[str, ...]
    input: str
    output: str
    parameters: int
    is_frozen: bool
    tensors: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Which parts of a sample an answer stands on, by covering one after another.

    Maps say by how much the log odds of the answer fall where a part is covered: [height, width] for
    images, [parts] for other samples. Below 0 the part spoke against the answer.
    """

    #: The class that the answer names, and the share of it in the evidence.
    name: str
    probability: float
    #: For what decides, and for each block.
    decision: NDArray[np.float64]
    blocks: tuple[NDArray[np.float64], ...]
    #: What parts are called; None for images.
    parts: tuple[str, ...] | None


class Model:
    """A trained network. It never changes: what edits it returns another one.

    `predict` and the others take samples as the network was trained on them, [N, numbers] or
    [N, height, width]. A sample's answer is the same to the bit alone and in any batch, from any thread.
    """

    def __init__(self, handle: Handle, form: SampleForm | None = None):
        self._handle = handle
        self._take(form)

    def _take(self, form: SampleForm | None) -> None:
        sizes = self._handle.sizes()
        self._form = form or SampleForm((sizes.numbers,))
        self._description: dict[str, Any] | None = None
        self.n_features = int(sizes.numbers)
        self._class_count, self._block_count = int(sizes.classes), int(sizes.blocks)

    @property
    def description(self) -> dict[str, Any]:
        """What the file says: blocks, tensors, classes, recipe, record, edits."""
        if self._description is None:
            self._description = self._handle.description()
        return self._description

    @property
    def classes(self) -> list[str]:
        """The classes' names, in the order of probabilities."""
        return list(self.description["classes"])

    @property
    def blocks(self) -> list[Block]:
        """From the input up."""
        return [
            Block(
                tuple(one["layers"]), one["input"], one["output"], one["parameters"],
                one["is_frozen"], tuple(tensor["name"] for tensor in one["tensors"]))
            for one in self.description["blocks"]]

    def predict(self, X: ArrayLike) -> NDArray[np.str_]:
        """[N]: the name of the class with most evidence."""
        return np.asarray(self.classes)[self.labels(X)]

    def labels(self, X: ArrayLike) -> NDArray[np.int32]:
        """[N]: its number."""
        X = self._samples(X)
        labels = np.empty(len(X), np.int32)
        self._handle.answer(self._form, X, labels=labels)
        return labels

    def predict_proba(self, X: ArrayLike) -> NDArray[np.float64]:
        """[N, classes]: what softmax makes of the evidence.

        Of networks that learn by goodness these are shares: the larger the more evidence, but no training
        brought them near to how often the network is right.
        """
        X = self._samples(X)
        probabilities = np.empty((len(X), self._class_count))
        self._handle.answer(self._form, X, probabilities=probabilities)
        return probabilities

    def votes(self, X: ArrayLike) -> NDArray[np.float64]:
        """[N, blocks, classes]: what softmax makes of each block's own evidence."""
        X = self._samples(X)
        votes = np.empty((len(X), self._block_count, self._class_count))
        self._handle.answer(self._form, X, votes=votes)
        return votes

    def weights(self, name: str) -> NDArray[np.float32]:
        """The weights of this name, in PyTorch's terms and layout, without a copy.

        `blocks` lists the names. The array cannot be written to and keeps the network in memory.
        """
        return self._handle.tensor(name)

    def explain(self, x: ArrayLike) -> Explanation:
        """What the answer to a single sample stands on."""
        line = self._handle.explain(self._form, self._samples(np.asarray(x)[np.newaxis]))
        occlusion = line["occlusion"]
        sizes, parts = occlusion.get("pixels"), occlusion.get("parts")
        maps = [
            np.asarray(one).reshape(sizes or [-1])
            for one in [occlusion["decision"], *occlusion["blocks"]]]
        return Explanation(
            line["name"], line["probability"], maps[0], tuple(maps[1:]),
            None if parts is None else tuple(parts))

    def without(self, block: int) -> Model:
        """The network without a block, counted from 0; all others keep their weights.

        Messages count blocks from 1.
        """
        handle = Handle.read(self.to_bytes())
        handle.remove(block)
        return Model(handle, self._form)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes a safetensors file, whole or not at all; PyTorch's names and layouts."""
        self._handle.save(path)

    def to_bytes(self) -> bytes:
        """The bytes of that file."""
        return self._handle.content()

    def _samples(self, X: ArrayLike) -> np.ndarray:
        X = np.asarray(X)
        if X.ndim < 2 or X.size != len(X) * self.n_features:
            raise InputError(
                f"samples must be an array [N, {self.n_features}], or N images of as many numbers, "
                f"not {list(X.shape)}")
        if X.dtype.kind not in "fiub":
            raise InputError(f"samples must be numbers, not {X.dtype}")
        return X

    def __getstate__(self) -> dict[str, Any]:
        return {"content": self.to_bytes(), "sizes": self._form.sizes}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._handle = Handle.read(state["content"])
        self._take(SampleForm(state["sizes"]))

    def __repr__(self) -> str:
        blocks = " | ".join(", ".join(block.layers) for block in self.blocks)
        return f"<onward.Model {self.n_features} → {blocks} → {self._class_count} classes>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{number}</td><td>{escape(', '.join(block.layers))}</td>"
            f"<td>{escape(block.output)}</td><td>{block.parameters:,}</td></tr>"
            for number, block in enumerate(self.blocks))
        recipe = self.description.get("recipe") or {}
        return (
            f"<table><caption>{escape(recipe.get('algorithm', 'network'))}: {self.n_features} numbers, "
            f"{self._class_count} classes</caption><thead><tr><th>block</th><th>layers</th>"
            f"<th>output</th><th>parameters</th></tr></thead><tbody>{rows}</tbody></table>")


def load(path: str | os.PathLike[str]) -> Model:
    """Reads a model's file, or that of a run's folder.

    Images of a model with convolutions are [N, numbers], channel by channel.
    """
    return Model(Handle.load(path))
