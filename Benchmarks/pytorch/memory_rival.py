"""Measures the most memory that PyTorch takes to train layers of 1000 units, in a process of its own.

    .venv/bin/python memory_rival.py checkpointed 12

Prints one JSON object: `peak_bytes` of the process and `depth`. What counts is the difference of two
depths. The ways to train, all with a fused Adam and batches of 256 images of 784 numbers:

    mono-forward     one layer to a block, each block's gradients freed once it has stepped
    backpropagation  one block
    accumulated      one block, gradients summed over eight small batches
    checkpointed     one block, activations computed again on the way back
"""

import argparse
import json
import resource

import torch
from torch.nn.functional import cross_entropy, linear
from torch.utils.checkpoint import checkpoint

from blocks import he_uniform

INPUTS, WIDTH, CLASSES, BATCH, STEPS, PARTS = 784, 1000, 10, 256, 4, 8
WAYS = ("mono-forward", "backpropagation", "accumulated", "checkpointed")


def layer(images, weight):
    """One dense layer with ReLU."""
    return linear(images, weight).relu()


def make_optimizer(parameters):
    """Adam over these."""
    for parameter in parameters:
        parameter.requires_grad_()
    return torch.optim.Adam(parameters, lr=1e-3, fused=True)


def train_mono_forward(weights, images, labels):
    """Every layer with a head of its own."""
    blocks = [(weight, he_uniform(CLASSES, WIDTH)) for weight in weights]
    optimizers = [make_optimizer(block) for block in blocks]
    for _ in range(STEPS):
        signal = images
        for (weight, head), optimizer in zip(blocks, optimizers):
            output = layer(signal, weight)
            cross_entropy(linear(output, head), labels).backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            signal = output.detach()


def train_backpropagation(weights, images, labels, parts, is_checkpointed):
    """All layers by one loss, in so many parts of the batch."""
    head = he_uniform(CLASSES, WIDTH)
    optimizer = make_optimizer([*weights, head])
    for _ in range(STEPS):
        for part, wanted in zip(images.chunk(parts), labels.chunk(parts)):
            for weight in weights:
                if is_checkpointed:
                    part = checkpoint(layer, part, weight, use_reentrant=False)
                else:
                    part = layer(part, weight)
            (cross_entropy(linear(part, head), wanted) / parts).backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)


def main():
    """Trains and prints."""
    parser = argparse.ArgumentParser(description="Measures PyTorch's memory.")
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("depth", type=int)
    options = parser.parse_args()
    torch.manual_seed(1)
    widths = [INPUTS] + [WIDTH] * options.depth
    weights = [he_uniform(outputs, inputs) for inputs, outputs in zip(widths, widths[1:])]
    images, labels = torch.rand(BATCH, INPUTS), torch.randint(0, CLASSES, (BATCH,))
    if options.way == "mono-forward":
        train_mono_forward(weights, images, labels)
    else:
        parts = PARTS if options.way == "accumulated" else 1
        train_backpropagation(weights, images, labels, parts, options.way == "checkpointed")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"way": options.way, "depth": options.depth, "peak_bytes": peak}))


if __name__ == "__main__":
    main()
