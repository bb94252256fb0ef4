#!/usr/bin/env python3
"""PyTorch's weights in Onward, and Onward's in PyTorch: the same names, layouts and answers.

    torch-weights.py ONWARD

Needs torch and safetensors. Dense, convolutional and attention networks of PyTorch's own modules are saved by
safetensors, taken by `onward train --pretrained` (for no epoch), and asked by both about the same samples;
evidence is to differ by at most 1e-5 of its largest number, whatever kind of numbers the file has. The model
that Onward writes is loaded back with strict=True.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch
from safetensors.torch import load_file, save_file
from torch import nn

CLASSES, COUNT, TOLERANCE = 4, 80, 1e-5


class Attention(nn.MultiheadAttention):
    def forward(self, x):
        return super().forward(x, x, x, need_weights=False)[0]


class Patches(nn.Module):
    def forward(self, x):
        return nn.functional.unfold(x, 4, stride=4).transpose(1, 2)


class Block(nn.Module):
    """Layers by their places, some of which remember nothing, and the head."""

    def __init__(self, layers, width):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.head = nn.Linear(width, CLASSES, bias=False)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x, self.head(x.flatten(1))


class Network(nn.Module):
    def __init__(self, *blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x):
        evidence = 0
        for block in self.blocks:
            x, own = block(x)
            evidence = evidence + own
        return evidence


class Dense(nn.Sequential):
    """A linear layer with its ReLU, under the linear layer's names."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / inputs ** 0.5)
        self.bias = nn.Parameter(torch.randn(outputs) / 10)

    def forward(self, x):
        return nn.functional.linear(x, self.weight, self.bias).relu()


class Convolution(nn.Conv2d):
    def forward(self, x):
        return super().forward(x).relu()


NETWORKS = {
    "dense": (
        lambda: Network(
            Block([nn.Flatten(), Dense(64, 20), nn.BatchNorm1d(20)], 20),
            Block([Dense(20, 16), nn.LayerNorm(16)], 16)),
        """
- - flatten: {}
  - dense: {units: 20, activation: relu, bias: true}
  - batch-normalization: {momentum: 0.1, epsilon: 0.00001}
- - dense: {units: 16, activation: relu, bias: true}
  - layer-normalization: {epsilon: 0.00001}
"""),
    "convolutional": (
        lambda: Network(
            Block([Convolution(1, 16, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(16)], 256),
            Block([Convolution(16, 6, 3), nn.Flatten(), Dense(24, 12)], 12)),
        """
- - convolution: {channels: 16, kernel: 3, stride: 1, padding: same, activation: relu, bias: true}
  - max-pooling: {size: 2, stride: 2}
  - batch-normalization: {momentum: 0.1, epsilon: 0.00001}
- - convolution: {channels: 6, kernel: 3, stride: 1, padding: 0, activation: relu, bias: true}
  - flatten: {}
  - dense: {units: 12, activation: relu, bias: true}
"""),
    "attention": (
        lambda: Network(
            Block([Patches(), Attention(16, 4, batch_first=True), nn.LayerNorm(16), nn.Flatten(),
                   Dense(64, 12)], 12)),
        """
- - patches: {size: 4}
  - self-attention: {heads: 4, width: 16, activation: none}
  - layer-normalization: {epsilon: 0.00001}
  - flatten: {}
  - dense: {units: 12, activation: relu, bias: true}
"""),
}


def run(*arguments, cwd):
    result = subprocess.run(arguments, cwd=cwd, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(result.stderr)
    return result.stdout


def check(program, make, blocks, kind, samples, labels):
    """How far evidence differs, and whether PyTorch reads back what it gave.

    Numbers of other kinds are those that float32 makes of them on both sides.
    """
    torch.manual_seed(1)
    network = make()
    for buffer in network.buffers():
        if buffer.is_floating_point():
            buffer.add_(torch.rand(buffer.shape))
    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        numpy.savez(folder / "data.npz", train_images=samples[:COUNT], train_labels=labels[:COUNT],
                    test_images=samples[COUNT:], test_labels=labels[COUNT:])
        save_file(network.to(kind).state_dict(), folder / "weights.safetensors")
        network.float()
        (folder / "recipe.yaml").write_text(f"blocks:{blocks}")
        run(program, "train", "recipe.yaml", "--algorithm", "mf", "--data", "data.npz",
            "--pretrained", "weights.safetensors", "--epochs", "0", "--output", "run", "--quiet", cwd=folder)
        lines = run(program, "predict", "run", "--json", cwd=folder).splitlines()
        ours = numpy.array([json.loads(line)["evidence"] for line in lines])
        with torch.no_grad():
            theirs = network(torch.from_numpy(samples[COUNT:])).numpy()
        again = make()
        state = load_file(folder / "run" / "model.safetensors")
    counters = {key: value for key, value in network.state_dict().items()
                if key.endswith("num_batches_tracked")}
    again.load_state_dict({**state, **counters}, strict=True)
    same = all(torch.equal(a, again.state_dict()[key]) for key, a in network.state_dict().items())
    return numpy.abs(ours - theirs).max() / numpy.abs(theirs).max(), same


def main():
    program, failed = pathlib.Path(sys.argv[1]).resolve(), 0
    random = numpy.random.default_rng(0)
    samples = random.normal(size=(2 * COUNT, 1, 8, 8)).astype(numpy.float32)
    labels = numpy.arange(2 * COUNT) % CLASSES
    for name, (make, blocks) in NETWORKS.items():
        for kind in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
            difference, same = check(program, make, blocks, kind, samples, labels)
            failed += difference > TOLERANCE or not same
            print(f"{name}, {kind}: evidence differs by {difference:.1e}; loaded back "
                  f"{'the same' if same else 'OTHERWISE'}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
