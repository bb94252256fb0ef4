"""Writes normalization.json: what PyTorch's LayerNorm and BatchNorm compute, in double precision.

    python3 Tests/Golden/normalization.py

Needs torch. Flat samples, tokens and images, each in two training steps on batches of their own;
batch normalization's running statistics are given after each step, and an evaluation after both.
"""

import torch
from layer_case import draw, flat, step, tensors, write

generator = torch.Generator().manual_seed(1)


def make_case(name, layer, settings, module, shape, rows):
    """A case of one module for batches of `rows` samples of `shape`."""
    module.double()
    parameters = dict(module.named_parameters())
    with torch.no_grad():
        for parameter in parameters.values():
            parameter.copy_(draw(generator, *parameter.shape))
    case = {
        "name": name, "layer": layer, "settings": settings, "shape": shape,
        "parameters": tensors(parameters), "steps": [],
    }
    statistics = {
        key: buffer for key, buffer in module.named_buffers() if key.startswith("running")}
    for _ in range(2):
        # Neither mean 0 nor variance 1, so that both are seen to be taken out.
        inputs = 2 + draw(generator, rows, *shape, scale=3)
        output_error = draw(generator, rows, *shape)
        values = step(module, parameters, inputs, output_error)
        case["steps"].append(values | {"buffers": tensors(statistics)})
    module.eval()
    inputs = draw(generator, rows, *shape)
    case["evaluation"] = {"input": flat(inputs), "output": flat(module(inputs))}
    return case


write([
    make_case("layer norm of flat samples", "layer-normalization", {"epsilon": 1e-5},
              torch.nn.LayerNorm(7), [7], 3),
    make_case("layer norm of tokens", "layer-normalization", {"epsilon": 0.1},
              torch.nn.LayerNorm(5, eps=0.1), [3, 5], 2),
    make_case("batch norm of flat samples", "batch-normalization",
              {"epsilon": 1e-5, "momentum": 0.1}, torch.nn.BatchNorm1d(5), [5], 7),
    make_case("batch norm of images", "batch-normalization",
              {"epsilon": 0.1, "momentum": 0.3},
              torch.nn.BatchNorm2d(3, eps=0.1, momentum=0.3), [3, 5, 3], 2),
    make_case("batch norm of one image", "batch-normalization",
              {"epsilon": 1e-5, "momentum": 0.1}, torch.nn.BatchNorm2d(2), [2, 3, 3], 1),
], "normalization.json")
