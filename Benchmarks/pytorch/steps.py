"""One step of learning for one block of dense layers: output, mean loss and gradients.

Functions of tensors alone, so that `torch.compile` takes them as they are.
"""

import torch
from torch.nn.functional import one_hot, softplus

from blocks import backward, forward, product


@torch.no_grad()
def cross_entropy_step(inputs, labels, weights, biases, head):
    """Mono-Forward's and, where one block holds all layers, backpropagation's.

        evidence[N, C] = a · headᵀ    dEvidence = (softmax(evidence) − one-hot) / N
    """
    activations = forward(inputs, weights, biases)
    output = activations[-1]
    logs = (output @ head.t()).float().log_softmax(1)
    loss = -logs.gather(1, labels[:, None]).mean()
    error = (logs.exp() - one_hot(labels, len(head))) / len(labels)
    error = error.to(output.dtype)
    dz = (error @ head) * (output > 0)
    gradients = backward(dz, inputs, activations, weights, biases)
    return output, loss, gradients + [product(error.t(), output)]


@torch.no_grad()
def goodness_step(inputs, own, label_weight, weights, biases, form):
    """Forward-Forward's and Integrated Forward-Forward's; true rows stand above false ones.

        g = Σ y² or mean y²    loss = mean of softplus(∓(g − threshold))    dy = dg · 2y

    Returns the output divided by its length, as the next block reads it. `own` is None where rows
    are whole [R, I]; see `blocks.forward`.
    """
    activations = forward(inputs, weights, biases, label_weight, own)
    output = activations[-1]
    rows, width = output.shape
    squares = output.float().square().sum(1)
    sign = torch.ones(rows).view(2, -1)
    sign[1] = -1
    sign = sign.view(-1)
    logit = sign * (squares * form.factor(width) - form.bound(width))
    slope = -sign * torch.sigmoid(-logit) * (2 * form.factor(width) / rows)
    # Where the output is 0 so is this: the gate of the last ReLU needs no pass of its own.
    dz = output * slope[:, None].to(output.dtype)
    gradients = backward(dz, inputs, activations, weights, biases, own)
    length = form.length(squares, width)
    return output / length[:, None].to(output.dtype), softplus(-logit).mean(), gradients
