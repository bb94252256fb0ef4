"""Trains Mono-Forward or backpropagation on MNIST-like images in plain PyTorch.

    python3 mono_forward.py --algorithm mf --network 1000,1000 --epochs 5

Prints one JSON object per epoch: `epoch`, `seconds` of training (shuffling and batches, without
the evaluation), `loss` (mean over batches and blocks) and `test_accuracy` (a fraction, from the
sum of all blocks' evidence).

A network is a list of blocks: layers that learn together, and a linear head that turns their
output into evidence for the classes. Mono-Forward has one layer per block; backpropagation has
all layers in one block. So both run through the same loop, and each block's optimizer steps as
soon as the block's gradient is there, while its weights are still in the cache.

Reference: Gong, Li, Abdulla, "Mono-Forward", 2025.
"""

import argparse
import json
import time

import torch
from torch import nn

from image_files import FASHION_MNIST, load_split


class Block(nn.Module):
    """Dense layers with ReLU, without bias, and the head that reads the last one."""

    def __init__(self, widths, classes):
        super().__init__()
        layers = []
        for inputs, outputs in zip(widths, widths[1:]):
            layers += [nn.Linear(inputs, outputs, bias=False), nn.ReLU()]
        self.layers = nn.Sequential(*layers)
        self.head = nn.Linear(widths[-1], classes, bias=False)

    def forward(self, inputs):
        """The output that the next block reads, and the evidence [N, classes]."""
        output = self.layers(inputs)
        return output, self.head(output)


def make_network(algorithm, widths, classes):
    """One block per layer, or one block around everything; `widths` begins with the input's."""
    if algorithm == "bp":
        return nn.ModuleList([Block(widths, classes)])
    return nn.ModuleList(Block(pair, classes) for pair in zip(widths, widths[1:]))


def train_one_epoch(network, optimizers, images, labels, batch_size):
    """Passes once over the shuffled images; returns the mean loss."""
    total, batches = torch.zeros(()), 0
    for indices in torch.randperm(len(images)).split(batch_size):
        activation, wanted = images[indices], labels[indices]
        for block, optimizer in zip(network, optimizers):
            output, evidence = block(activation)
            loss = nn.functional.cross_entropy(evidence, wanted)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach()
            # The next block reads this output as a constant: no error comes back from above.
            activation = output.detach()
        batches += 1
    return total.item() / (batches * len(network))


@torch.no_grad()
def accuracy(network, images, labels, batch_size=1000):
    """The share of images on which the blocks' evidence, summed, names the right class."""
    correct = 0
    for activation, wanted in zip(images.split(batch_size), labels.split(batch_size)):
        total = 0
        for block in network:
            activation, evidence = block(activation)
            total = total + evidence
        correct += (total.argmax(1) == wanted).sum().item()
    return correct / len(labels)


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description="Trains Mono-Forward or backpropagation.")
    parser.add_argument("--algorithm", choices=["mf", "bp"], default="mf")
    parser.add_argument("--network", default="1000,1000", help="widths of the layers")
    parser.add_argument("--data-dir", default=FASHION_MNIST, help="folder with the IDX files")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch-size", type=int, default=256)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="default: PyTorch's own choice")
    parser.add_argument(
        "--matmul-precision", choices=["highest", "high", "medium"], default="highest",
        help="of float32 products; anything below highest lets PyTorch take faster routines")
    parser.add_argument(
        "--plain", action="store_true", help="Adam as it comes, instead of its fused form")
    return parser.parse_args()


def main():
    """Trains and prints."""
    options = parse_arguments()
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision(options.matmul_precision)
    if options.threads:
        torch.set_num_threads(options.threads)
    images, labels = load_split(options.data_dir, "train")
    test_images, test_labels = load_split(options.data_dir, "t10k")
    widths = [images.shape[1]] + [int(width) for width in options.network.split(",")]
    network = make_network(options.algorithm, widths, classes=int(labels.max()) + 1)
    fused = None if options.plain else True
    optimizers = [
        torch.optim.Adam(block.parameters(), lr=options.lr, fused=fused) for block in network]
    for epoch in range(1, options.epochs + 1):
        start = time.perf_counter()
        loss = train_one_epoch(network, optimizers, images, labels, options.batch_size)
        seconds = time.perf_counter() - start
        test_accuracy = accuracy(network, test_images, test_labels)
        print(json.dumps({
            "epoch": epoch, "seconds": round(seconds, 4), "loss": round(loss, 6),
            "test_accuracy": test_accuracy}), flush=True)


if __name__ == "__main__":
    main()
