"""How samples are contrasted: what goodness is, what lengths are, and how labels are shown."""

from dataclasses import dataclass

import torch

STRENGTH = 1.0


@dataclass(frozen=True)
class ContrastForm:
    """The settings that Forward-Forward and Integrated Forward-Forward differ in."""

    takes_mean: bool
    threshold: float | None  # None for as many as the output has numbers
    is_rms: bool
    epsilon: float

    def factor(self, width):
        """What the sum of squares is multiplied by to give the goodness."""
        return 1 / width if self.takes_mean else 1.0

    def bound(self, width):
        """What the goodness is held against."""
        return width if self.threshold is None else self.threshold

    def length(self, squares, width):
        """What a row is divided by, given the sum of its squares."""
        return (squares / width if self.is_rms else squares).sqrt() + self.epsilon


FORWARD_FORWARD = ContrastForm(takes_mean=False, threshold=None, is_rms=True, epsilon=1e-8)
INTEGRATED = ContrastForm(takes_mean=True, threshold=1.5, is_rms=False, epsilon=1e-4)


def prepare(images, classes, form):
    """Images as the first layer reads them, once for the whole training: without the numbers that
    the label is written over, divided by their length; and what the label's number then is.

    The length is that of image and label together; it is the same for every label.
    """
    rest = images[:, classes:]
    length = form.length(rest.square().sum(1) + STRENGTH**2, images.shape[1])
    return rest / length[:, None], STRENGTH / length


def rows_of_labels(labels, strengths, classes):
    """[rows, C]: each row's label, as strong as its sample's; labels [copies, N] in any order."""
    strengths = strengths.expand(labels.shape)
    own = torch.zeros(labels.numel(), classes)
    return own.scatter_(1, labels.reshape(-1, 1), strengths.reshape(-1, 1))


def wrong_labels(labels, classes):
    """Another label for each, all equally likely."""
    return (labels + torch.randint(1, classes, labels.shape)) % classes
