"""Writes attention.json: what PyTorch computes of patches and self-attention, in double precision.

    python3 Tests/Golden/attention.py

Needs torch. Where input and output tokens are of one size, attention is torch.nn's
MultiheadAttention itself; elsewhere its parts. One case carries the errors through fixed matrices
in place of both weights (feedback alignment), by an autograd function of its own.
"""

import torch
from layer_case import draw, flat, step, tensors, write

generator = torch.Generator().manual_seed(2)


class CarriedLinear(torch.autograd.Function):
    """A linear map whose input error passes through `carrier` instead of the weight."""

    @staticmethod
    def forward(context, inputs, weight, bias, carrier):
        context.save_for_backward(inputs, carrier)
        return torch.nn.functional.linear(inputs, weight, bias)

    @staticmethod
    def backward(context, error):
        inputs, carrier = context.saved_tensors
        rows, columns = error.flatten(0, -2), inputs.flatten(0, -2)
        return error @ carrier, rows.T @ columns, rows.sum(0), None


def attention(parameters, carriers, heads, inputs):
    """Multi-head self-attention by its parts."""
    count, tokens, _ = inputs.shape
    first, second = "in_proj_weight", "out_proj.weight"
    projections = CarriedLinear.apply(
        inputs, parameters[first], parameters["in_proj_bias"],
        carriers.get(first, parameters[first]))
    query, key, value = (
        part.reshape(count, tokens, heads, -1).transpose(1, 2)
        for part in projections.chunk(3, dim=-1))
    context = torch.nn.functional.scaled_dot_product_attention(query, key, value)
    return CarriedLinear.apply(
        context.transpose(1, 2).reshape(count, tokens, -1), parameters[second],
        parameters["out_proj.bias"], carriers.get(second, parameters[second]))


def make_parameters(size, width):
    """Drawn numbers under the names and in the forms of MultiheadAttention."""
    shapes = {
        "in_proj_weight": (3 * width, size), "in_proj_bias": (3 * width,),
        "out_proj.weight": (width, width), "out_proj.bias": (width,),
    }
    return {
        name: draw(generator, *shape, scale=0.5).requires_grad_()
        for name, shape in shapes.items()}


def make_case(name, shape, width, heads, activation="none", rows=3, module=None, carried=False):
    """A case of self-attention; `module` is MultiheadAttention where its parts are not taken."""
    parameters, carriers = make_parameters(shape[1], width), {}
    if module:
        module.double().load_state_dict(parameters)
        parameters = dict(module.named_parameters())
    if carried:
        carriers = {
            key: draw(generator, *parameters[key].shape)
            for key in ("in_proj_weight", "out_proj.weight")}

    def compute(inputs):
        output = (module(inputs, inputs, inputs, need_weights=False)[0] if module
                  else attention(parameters, carriers, heads, inputs))
        return output.relu() if activation == "relu" else output

    inputs, output_error = draw(generator, rows, *shape), draw(generator, rows, shape[0], width)
    other = draw(generator, rows, *shape)
    return {
        "name": name, "layer": "self-attention",
        "settings": {"heads": heads, "width": width, "activation": activation}, "shape": shape,
        "parameters": tensors(parameters), "carriers": tensors(carriers),
        "steps": [step(compute, parameters, inputs, output_error) | {"buffers": {}}],
        "evaluation": {"input": flat(other), "output": flat(compute(other))},
    }


def make_patches(shape, size, rows=2):
    """A case of patches, which PyTorch calls unfolding."""
    def compute(inputs):
        return torch.nn.functional.unfold(inputs, size, stride=size).transpose(1, 2)

    inputs, output_error = draw(generator, rows, *shape), draw(generator, rows, *shape)
    other = draw(generator, rows, *shape)
    return {
        "name": "patches", "layer": "patches", "settings": {"size": size}, "shape": shape,
        "parameters": {},
        "steps": [step(compute, {}, inputs, output_error.reshape(compute(inputs).shape))
                  | {"buffers": {}}],
        "evaluation": {"input": flat(other), "output": flat(compute(other))},
    }


write([
    make_case("torch.nn.MultiheadAttention", [5, 6], 6, 3,
              module=torch.nn.MultiheadAttention(6, 3, batch_first=True)),
    make_case("attention with other tokens and ReLU", [3, 5], 4, 2, "relu"),
    make_case("attention with random feedback", [5, 3], 6, 2, "relu", carried=True),
    make_patches([2, 6, 9], 3),
], "attention.json")
