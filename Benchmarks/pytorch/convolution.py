"""Mono-Forward with convolutions: 3 × 3, same padding, ReLU, 2 × 2 average pooling, and a head.

Images lie with their channels last, as oneDNN's convolutions want them, and so do the numbers that
a head reads: flattening them costs no copy.
"""

import torch
from torch.nn import functional

from blocks import he_uniform
from training import optimized


class ConvolutionBlock:
    """One convolution with its pooling and its head, which learn together."""

    def __init__(self, channels, filters, size, classes, has_bias):
        kernel = he_uniform(filters, channels * 9).view(filters, channels, 3, 3)
        self.kernel = kernel.to(memory_format=torch.channels_last)
        self.bias = torch.zeros(filters) if has_bias else None
        self.head = he_uniform(classes, filters * (size // 2) ** 2)
        self.parameters = [part for part in (self.kernel, self.bias, self.head) if part is not None]
        for parameter in self.parameters:
            parameter.requires_grad_()

    def make_optimizer(self, rate):
        """Adam over everything that is trained."""
        self.optimizer = torch.optim.Adam(self.parameters, lr=rate, fused=True)


def taught(inputs, labels, kernel, bias, head):
    """The block's output [N, O, H / 2, W / 2] and its mean loss."""
    output = functional.avg_pool2d(functional.conv2d(inputs, kernel, bias, padding=1).relu(), 2)
    flat = output.permute(0, 2, 3, 1).flatten(1)
    return output, functional.cross_entropy(functional.linear(flat, head), labels)


class ConvolutionTraining:
    """Blocks of one convolution each; images [N, channels, size, size]."""

    def __init__(
            self, images, labels, classes, filters, has_bias=False, rate=1e-3, compiled=False):
        self.images = images.contiguous(memory_format=torch.channels_last)
        self.labels = labels
        self.blocks = []
        channels, size = images.shape[1:3]
        for count in filters:
            self.blocks.append(ConvolutionBlock(channels, count, size, classes, has_bias))
            self.blocks[-1].make_optimizer(rate)
            channels, size = count, size // 2
        self.taught = optimized(taught, compiled)

    def train(self, batch):
        """One step on the samples of these numbers; returns the blocks' mean losses."""
        signal, labels = self.images[batch], self.labels[batch]
        losses = []
        for block in self.blocks:
            output, loss = self.taught(signal, labels, block.kernel, block.bias, block.head)
            block.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            block.optimizer.step()
            # The next block reads this output as a constant: no error comes back from above.
            signal = output.detach()
            losses.append(loss.detach())
        return losses
