"""Writes convolution.json: what PyTorch makes of convolution, pooling and activations.

Forward and by automatic differentiation, in double precision; nothing of the framework is used.
Needs torch. Run it from anywhere; it writes beside itself:

    python3 Tests/Golden/convolution.py

All lists are flat and row-major: samples as [N, channels, height, width], kernels as
[out, in, height, width]. The numbers given are rounded to four decimals before they are used, so
that the printed value is the value. The loss is the sum of output times output_error.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional

SAMPLES = 3
# Leaves no number so near a branch that single precision could take another.
SEED = 5

ACTIVATIONS = {
    "none": lambda sums: sums,
    "relu": torch.relu,
    "leaky-relu": functional.leaky_relu,
    "gelu": functional.gelu,
}


def convolution(channels, kernel, stride, padding, activation, bias):
    """The settings of a convolution, as a recipe writes them."""
    return {
        "channels": channels, "kernel": kernel, "stride": stride, "padding": padding,
        "activation": activation, "bias": bias,
    }


def dense(activation):
    """The settings of a dense layer, as a recipe writes them."""
    return {"units": 4, "activation": activation, "bias": True}


# Name of the layer, its settings, form of one sample.
CASES = [
    ("convolution", convolution(4, 3, 1, "same", "none", True), [3, 6, 5]),
    ("convolution", convolution(3, 3, 2, 1, "relu", True), [2, 7, 6]),
    ("convolution", convolution(5, [3, 2], [2, 1], [0, 1], "leaky-relu", False), [1, 6, 7]),
    ("convolution", convolution(2, 4, 1, "same", "gelu", True), [3, 5, 7]),
    ("average-pooling", {"size": 2, "stride": 2}, [3, 5, 6]),
    ("average-pooling", {"size": 3, "stride": 2}, [2, 7, 6]),
    ("max-pooling", {"size": 2, "stride": 2}, [3, 5, 6]),
    ("max-pooling", {"size": [3, 2], "stride": [2, 1]}, [2, 7, 5]),
    ("dense", dense("leaky-relu"), [6]),
    ("dense", dense("gelu"), [6]),
]


def require_room_for_rounding(gaps):
    """Refuses numbers on which single precision could take another branch than double."""
    nearest = gaps.abs().min().item()
    if nearest < 1e-4:
        raise SystemExit(f"expected gaps beyond 1e-4, got {nearest:.1e}; choose another SEED")


def run(layer, settings, inputs, weight, bias):
    """The layer's output."""
    if layer == "average-pooling":
        return functional.avg_pool2d(inputs, settings["size"], settings["stride"])
    if layer == "max-pooling":
        (height, width), (down, right) = pair(settings["size"]), pair(settings["stride"])
        windows = inputs.unfold(2, height, down).unfold(3, width, right).flatten(-2)
        require_room_for_rounding(windows.topk(2).values.diff())
        return functional.max_pool2d(inputs, settings["size"], settings["stride"])
    if layer == "dense":
        sums = functional.linear(inputs, weight, bias)
    else:
        sums = functional.conv2d(
            inputs, weight, bias, settings["stride"], settings["padding"])
    require_room_for_rounding(sums)
    return ACTIVATIONS[settings["activation"]](sums)


def pair(size):
    """Height and width."""
    return size if isinstance(size, list) else [size, size]


def parameter_shapes(layer, settings, shape):
    """The forms of the layer's parameters by name, in its order."""
    if layer == "convolution":
        shapes = {"weight": [settings["channels"], shape[0], *pair(settings["kernel"])]}
    elif layer == "dense":
        shapes = {"weight": [settings["units"], shape[0]]}
    else:
        return {}
    if settings["bias"]:
        shapes["bias"] = shapes["weight"][:1]
    return shapes


def printed(tensor):
    """The numbers row by row, with twelve significant digits."""
    return [float(f"{number:.12g}") for number in tensor.detach().flatten().tolist()]


def make_case(layer, settings, shape, random):
    """One layer on one batch, forward and backward."""

    def draw(*sizes):
        numbers = torch.randn(*sizes, generator=random, dtype=torch.float64)
        return torch.round(numbers, decimals=4).requires_grad_()

    inputs = draw(SAMPLES, *shape)
    shapes = parameter_shapes(layer, settings, shape)
    parameters = {name: draw(*sizes) for name, sizes in shapes.items()}
    output = run(
        layer, settings, inputs, parameters.get("weight"), parameters.get("bias"))
    error = draw(*output.shape)
    (output * error.detach()).sum().backward()
    return {
        "layer": layer, "settings": settings, "shape": shape, "output_shape": output.shape[1:],
        "inputs": printed(inputs), "output_error": printed(error), "output": printed(output),
        "parameters": [printed(tensor) for tensor in parameters.values()],
        "gradients": [printed(tensor.grad) for tensor in parameters.values()],
        "input_error": printed(inputs.grad),
    }


def main():
    """Writes one case per line, so that a change shows where it happened."""
    random = torch.Generator().manual_seed(SEED)
    cases = [make_case(*case, random) for case in CASES]
    lines = [json.dumps(case, separators=(",", ":")) for case in cases]
    path = Path(__file__).with_name("convolution.json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
