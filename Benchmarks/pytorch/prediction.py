"""Forward-Forward's prediction: every sample with every label."""

import torch

from blocks import forward
from contrast import FORWARD_FORWARD, prepare, rows_of_labels
from training import make_blocks, optimized


@torch.no_grad()
def goodness_of_labels(images, own, blocks, form):
    """Forward-Forward's evidence [N, C]: goodness summed over all blocks but the first.

    `images` [N, I − C] are multiplied once; `own` [C · N, C] holds the rows' labels, label by label.
    `blocks` are (label weight, weights, biases).
    """
    evidence, signal, count = 0, images, len(images)
    for number, (label_weight, weights, biases) in enumerate(blocks):
        output = forward(signal, weights, biases, label_weight, own if number == 0 else None)[-1]
        squares = output.float().square().sum(1)
        width = output.shape[1]
        if number > 0:
            evidence = evidence + squares * form.factor(width)
        signal = output / form.length(squares, width)[:, None].to(output.dtype)
    return evidence.view(-1, count).t()


class AllLabelPrediction:
    """Forward-Forward with every label, some samples at a time."""

    def __init__(self, images, classes, groups, compiled=False):
        self.images, self.strengths = prepare(images, classes, FORWARD_FORWARD)
        self.classes = classes
        blocks = make_blocks(images.shape[1], groups, classes, False, True, rate=1e-3)
        self.blocks = [(block.label_weight, block.weights, block.biases) for block in blocks]
        self.score = optimized(goodness_of_labels, compiled)

    def predict(self, batch):
        """The classes of the samples of these numbers."""
        labels = torch.arange(self.classes)[:, None].expand(self.classes, len(batch))
        own = rows_of_labels(labels, self.strengths.index_select(0, batch), self.classes)
        images = self.images.index_select(0, batch)
        return self.score(images, own, self.blocks, FORWARD_FORWARD).argmax(1)
