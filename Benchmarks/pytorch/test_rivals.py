"""Holds the rivals against Tests/Golden: they must learn what Onward learns.

    .venv/bin/python test_rivals.py

The golden steps are those that Onward's own tests read. Prints the largest difference per case,
relative to the largest number of its tensor, in float32, and fails above 1e-4.
"""

import json
from pathlib import Path

import torch

from contrast import ContrastForm
from convolution import ConvolutionTraining
from training import ContrastTraining, CrossEntropyTraining

GOLDEN = Path(__file__).parents[2] / "Tests/Golden"
TOLERANCE = 1e-4


def read(name):
    """The content of one file."""
    return json.loads((GOLDEN / name).read_text())


def names_of(block, number, first_layer):
    """The golden names of what a block's `parameters` holds, in their order; see `flat`."""
    layers = [f"blocks.{number}.layers.{first_layer + i}" for i in range(len(block.weights))]
    biases = [f"{layer}.bias" for layer, bias in zip(layers, block.biases) if bias is not None]
    head = [f"blocks.{number}.head.weight"] if block.head is not None else []
    return [f"{layer}.weight" for layer in layers] + biases + head


def whole_tensors(block):
    """What a block trains, the two parts of a first layer's weight put together."""
    parts = list(block.parameters)
    if block.label_weight is not None:
        parts[:2] = [torch.cat(parts[:2], dim=1)]
    return parts


@torch.no_grad()
def fill(block, names, values):
    """Gives a block golden parameters."""
    tensors = [torch.tensor(values[name]) for name in names]
    if block.label_weight is not None:
        whole = tensors[0].view(len(block.weights[0]), -1)
        tensors[:1] = whole.tensor_split([block.label_weight.shape[1]], dim=1)
    for parameter, tensor in zip(block.parameters, tensors, strict=True):
        parameter.copy_(tensor.reshape(parameter.shape))


def largest(found, expected):
    """The largest difference between numbers, relative to the largest of them."""
    found, expected = found.detach().reshape(-1), torch.tensor(expected)
    return ((found - expected).abs().max() / expected.abs().max()).item()


def differences(training, case, first_layer, step):
    """Runs a golden case's steps; yields how far losses and parameters lie apart."""
    names = [names_of(block, i, first_layer) for i, block in enumerate(training.blocks)]
    for block, block_names in zip(training.blocks, names):
        fill(block, block_names, case["initial"])
    for golden in case["steps"]:
        yield largest(torch.stack(step()), golden["losses"])
        for block, block_names in zip(training.blocks, names):
            for name, tensor in zip(block_names, whole_tensors(block), strict=True):
                yield largest(tensor, golden["parameters"][name])


def check_cross_entropy(case):
    """Mono-Forward and backpropagation."""
    labels = torch.tensor(case["labels"])
    images = torch.tensor(case["inputs"]).view(len(labels), -1)
    training = CrossEntropyTraining(
        images, labels, 3, case["blocks"], case["bias"], case["optimizer"]["learning_rate"])
    batch = torch.arange(len(labels))
    return max(differences(training, case, 0, lambda: training.train(batch)))


def check_contrast(case):
    """Forward-Forward and Integrated Forward-Forward."""
    labels = torch.tensor(case["labels"])
    images = torch.tensor(case["inputs"]).view(len(labels), -1)
    threshold = None if case["threshold"] == "width" else case["threshold"]
    form = ContrastForm(
        case["goodness"] == "mean", threshold, case["normalization"] == "rms", case["epsilon"])
    training = ContrastTraining(
        images, labels, case["classes"], case["blocks"], form, case["learning_rate"])
    batch, shown = torch.arange(len(labels)), torch.stack([labels, 1 - labels])
    return max(differences(training, case, 1, lambda: training.learn(batch, shown)))


def check_convolution(case):
    """Mono-Forward with convolutions: the two blocks of the golden case that have one. The rival's
    heads read the channels last."""
    labels = torch.tensor(case["labels"])
    images = torch.tensor(case["inputs"]).view(len(labels), 2, 6, 6)
    training = ConvolutionTraining(images, labels, 3, (3, 4), has_bias=True)

    def shapes(number, block):
        size = 6 // 2 ** (number + 1)
        return {"layers.0.weight": block.kernel.shape, "layers.0.bias": block.bias.shape,
                "head.weight": (3, len(block.kernel), size, size)}

    for number, block in enumerate(training.blocks):
        block.optimizer = torch.optim.SGD(block.parameters, lr=case["learning_rate"])
        for parameter, (name, shape) in zip(block.parameters, shapes(number, block).items()):
            values = torch.tensor(case["initial"][f"blocks.{number}.{name}"]).view(shape)
            values = values.permute(0, 2, 3, 1).reshape(3, -1) if name[0] == "h" else values
            parameter.data.copy_(values)
    found = []
    for golden in case["steps"]:
        losses = torch.stack(training.train(torch.arange(len(labels))))
        found.append(largest(losses, golden["losses"][:2]))
        for number, block in enumerate(training.blocks):
            for tensor, (name, shape) in zip(block.parameters, shapes(number, block).items()):
                if name[0] == "h":
                    tensor = tensor.view(3, *shape[2:], -1).permute(0, 3, 1, 2)
                values = golden["parameters"][f"blocks.{number}.{name}"]
                found.append(largest(tensor.contiguous(), values))
    return max(found)


def main():
    """Checks every case that a rival computes."""
    results = {
        case["name"]: check_cross_entropy(case)
        for case in read("one_step.json") if case["optimizer"]["name"] == "adam"}
    results |= {
        case["name"]: check_contrast(case)
        for case in read("contrast_step.json") if "goodness" in case}
    results["convolution"] = check_convolution(read("convolution_step.json"))
    for name, difference in results.items():
        print(f"{name:28} largest relative difference {difference:.1e}")
    if not all(difference <= TOLERANCE for difference in results.values()):
        raise SystemExit(f"expected at most {TOLERANCE:.0e}")


if __name__ == "__main__":
    main()
