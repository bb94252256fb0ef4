"""Writes convolution_step.json: two steps of Mono-Forward with convolutions, by PyTorch.

Blocks: convolution 3x3 with ReLU and average pooling; the same again; a dense layer with ReLU. Each
has a projection matrix (head) on its flattened output and its own cross-entropy, by automatic
differentiation in double precision; what a block passes on is detached and computed before its
update. Plain gradient descent. Nothing of the framework is used. Needs torch. Run it from anywhere:

    python3 Tests/Golden/convolution_step.py

All lists are flat and row-major; what goes in is rounded to four decimals before it is used.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional

SEED, SAMPLES, CLASSES, RATE, STEPS = 3, 5, 3, 0.1, 2


def draw(generator, *shape):
    """Small normal numbers with four decimals, trainable."""
    numbers = torch.randn(*shape, generator=generator, dtype=torch.float64)
    return torch.round(0.4 * numbers, decimals=4)


def main():
    generator = torch.Generator().manual_seed(SEED)
    inputs = draw(generator, SAMPLES, 2, 6, 6)
    labels = torch.arange(SAMPLES) % CLASSES
    parameters = {
        "blocks.0.layers.0.weight": draw(generator, 3, 2, 3, 3),
        "blocks.0.layers.0.bias": draw(generator, 3),
        "blocks.0.head.weight": draw(generator, CLASSES, 3 * 3 * 3),
        "blocks.1.layers.0.weight": draw(generator, 4, 3, 3, 3),
        "blocks.1.layers.0.bias": draw(generator, 4),
        "blocks.1.head.weight": draw(generator, CLASSES, 4),
        "blocks.2.layers.1.weight": draw(generator, 5, 4),
        "blocks.2.layers.1.bias": draw(generator, 5),
        "blocks.2.head.weight": draw(generator, CLASSES, 5),
    }
    golden = {
        "learning_rate": RATE,
        "inputs": inputs.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "initial": {name: value.reshape(-1).tolist() for name, value in parameters.items()},
        "steps": [],
    }
    for value in parameters.values():
        value.requires_grad_()

    def run(block, signal):
        own = {name[9:]: v for name, v in parameters.items() if name.startswith(f"blocks.{block}")}
        if block < 2:
            sums = functional.conv2d(signal, own["layers.0.weight"], own["layers.0.bias"], padding=1)
            output = functional.avg_pool2d(torch.relu(sums), 2)
        else:
            sums = functional.linear(
                signal.flatten(1), own["layers.1.weight"], own["layers.1.bias"])
            output = torch.relu(sums)
        if sums.abs().min() < 1e-4:
            raise SystemExit("a sum is too near 0 for single precision; choose another SEED")
        return output, functional.linear(output.flatten(1), own["head.weight"]), list(own.values())

    for _ in range(STEPS):
        signal, losses = inputs, []
        for block in range(3):
            output, evidence, own = run(block, signal)
            loss = functional.cross_entropy(evidence, labels)
            gradients = torch.autograd.grad(loss, own)
            with torch.no_grad():
                for value, gradient in zip(own, gradients):
                    value -= RATE * gradient
            losses.append(loss.item())
            signal = output.detach()
        golden["steps"].append({
            "losses": losses,
            "parameters": {
                name: value.detach().reshape(-1).tolist() for name, value in parameters.items()},
        })
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
