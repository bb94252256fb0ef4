"""Training programs: a step for each batch, over all blocks."""

import torch

import steps
from blocks import Block
from contrast import prepare, rows_of_labels, wrong_labels


class CrossEntropyTraining:
    """Mono-Forward with one layer to a block, backpropagation with all layers in one."""

    def __init__(self, images, labels, classes, groups, has_bias=False, rate=1e-3, compiled=False):
        self.images, self.labels = images, labels
        self.blocks = make_blocks(images.shape[1], groups, classes, True, has_bias, rate)
        self.step = optimized(steps.cross_entropy_step, compiled)

    def train(self, batch):
        """One step on the samples of these numbers; returns the blocks' mean losses."""
        signal, labels = self.images.index_select(0, batch), self.labels.index_select(0, batch)
        losses = []
        for block in self.blocks:
            signal, loss, gradients = self.step(
                signal, labels, block.weights, block.biases, block.head)
            block.update(gradients)
            losses.append(loss)
        return losses


class ContrastTraining:
    """Forward-Forward with one layer to a block, Integrated Forward-Forward with several."""

    def __init__(self, images, labels, classes, groups, form, rate=1e-3, compiled=False):
        self.images, self.strengths = prepare(images, classes, form)
        self.labels, self.classes, self.form = labels, classes, form
        self.blocks = make_blocks(images.shape[1], groups, classes, False, True, rate)
        self.step = optimized(steps.goodness_step, compiled)

    def train(self, batch):
        """One step on the samples of these numbers; returns the blocks' mean losses."""
        labels = self.labels.index_select(0, batch)
        return self.learn(batch, torch.stack([labels, wrong_labels(labels, self.classes)]))

    def learn(self, batch, labels):
        """The same with these labels [2, N], the true ones first."""
        own = rows_of_labels(labels, self.strengths.index_select(0, batch), self.classes)
        signal, losses = self.images.index_select(0, batch), []
        for block in self.blocks:
            signal, loss, gradients = self.step(
                signal, own, block.label_weight, block.weights, block.biases, self.form)
            block.update(gradients)
            losses.append(loss)
            own = None
        return losses


def make_blocks(width, groups, classes, has_head, has_bias, rate):
    """One block for each group of widths; without heads, the first one's label has its own part."""
    blocks = []
    for group in groups:
        label_inputs = 0 if has_head or blocks else classes
        blocks.append(Block([width, *group], classes, has_head, has_bias, label_inputs))
        blocks[-1].make_optimizer(rate)
        width = group[-1]
    return blocks


def optimized(function, compiled):
    """The function as it is, or compiled for the shapes that it meets."""
    return torch.compile(function, dynamic=False) if compiled else function
