"""Networks as lists of blocks of dense layers, in plain PyTorch tensors.

A `Block` is a row of dense layers with ReLU, and a head where it is taught by cross-entropy. Its
gradients are written by hand: that saves what automatic differentiation would compute or keep for
nothing, and `torch.compile` can fuse what lies between the products. Every block has a fused Adam
of its own that steps right after the block's gradients are there, while its weights are still in
the cache. test_rivals.py holds all of it against Tests/Golden.

N = samples, R = rows (2N where true ones stand above false ones), I = inputs, O = outputs,
C = classes. Weights are [O, I].
"""

import math

import torch
from torch.nn.functional import linear


class Block:
    """Dense layers that learn together; `widths` begins with the input's.

    Where samples are shown with labels, the first layer's weight is kept in two parts, the one that
    reads the label [O, C] and the one that reads the image [O, I − C].
    """

    def __init__(self, widths, classes, has_head, has_bias=False, label_inputs=0):
        self.weights = [he_uniform(outputs, inputs) for inputs, outputs in zip(widths, widths[1:])]
        self.label_weight = None
        if label_inputs:
            whole = self.weights[0]
            self.label_weight = whole[:, :label_inputs].contiguous()
            self.weights[0] = whole[:, label_inputs:].contiguous()
        self.biases = [torch.zeros(width) if has_bias else None for width in widths[1:]]
        self.head = he_uniform(classes, widths[-1]) if has_head else None

    def make_optimizer(self, rate):
        """Adam over everything that is trained, in the order in which steps return gradients."""
        parts = [self.label_weight, *self.weights, *self.biases, self.head]
        self.parameters = [part for part in parts if part is not None]
        self.optimizer = torch.optim.Adam(self.parameters, lr=rate, fused=True)

    def update(self, gradients):
        """One step of Adam."""
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.grad = gradient
        self.optimizer.step()


def he_uniform(outputs, inputs):
    """A weight as Onward draws it: uniform in ±√(6 / inputs)."""
    return torch.empty(outputs, inputs).uniform_(-1, 1).mul_(math.sqrt(6 / inputs))


def forward(inputs, weights, biases, label_weight=None, own=None):
    """The activations of all layers [R, O].

    Rows that show one image with different labels share its product: `inputs` [N, I − C] are the
    images, `own` [R, C] what each row has of its own, rows R / N times over the images.
    """
    activations = []
    for weight, bias in zip(weights, biases):
        if own is not None and not activations:
            parts = linear(own, label_weight, bias).view(-1, len(inputs), len(weight))
            sums = (parts + linear(inputs, weight)).view(len(own), len(weight))
        else:
            sums = linear(inputs, weight, bias)
        inputs = sums.relu()
        activations.append(inputs)
    return activations


def backward(dz, inputs, activations, weights, biases, own=None):
    """The gradients of label weight, weights and biases, from the error before the last ReLU.

        dW[O, I] = dzᵀ · input    dbias = Σ dz    dz_below = (dz · W) ⊙ [activation_below > 0]
    """
    weight_gradients, bias_gradients, label_gradient = [], [], []
    for layer in reversed(range(len(weights))):
        if biases[layer] is not None:
            bias_gradients.insert(0, dz.sum(0, dtype=torch.float32))
        if layer > 0:
            weight_gradients.insert(0, product(dz.t(), activations[layer - 1]))
            dz = (dz @ weights[layer]) * (activations[layer - 1] > 0)
        elif own is None:
            weight_gradients.insert(0, product(dz.t(), inputs))
        else:
            label_gradient = [product(dz.t(), own)]
            folded = dz.view(-1, len(inputs), dz.shape[1]).sum(0)
            weight_gradients.insert(0, product(folded.t(), inputs))
    return label_gradient + weight_gradients + bias_gradients


def product(left, right):
    """A product that is kept in float32, also where autocast computes it in bfloat16."""
    return (left @ right).float()
