"""Writes the cases that normalization.py and attention.py compute: one line of JSON to a case.

A case names a layer and its settings as the framework's files do. Its `steps` are training passes
on one batch each: what goes in (`input`, and `output_error`, the error on the output), and what
must come out. `evaluation` is a pass after them. All lists are flat and row-major; what goes in is
rounded to four decimals before it is used, so that the printed value is the value.
"""

import json
from pathlib import Path

import torch


def draw(generator, *shape, scale=1.0):
    """Normal numbers with four decimals, in double precision."""
    numbers = torch.randn(*shape, generator=generator, dtype=torch.float64)
    return torch.round(scale * numbers, decimals=4)


def flat(tensor):
    """A tensor as a flat list."""
    return tensor.detach().reshape(-1).tolist()


def tensors(named):
    """Named tensors as flat lists."""
    return {name: flat(tensor) for name, tensor in named.items()}


def step(compute, parameters, inputs, output_error):
    """One pass forward and backward; `parameters` are the tensors by name."""
    inputs = inputs.clone().requires_grad_()
    output = compute(inputs)
    names = list(parameters)
    errors = torch.autograd.grad(
        output, [inputs] + [parameters[name] for name in names], output_error)
    return {
        "input": flat(inputs), "output_error": flat(output_error), "output": flat(output),
        "input_error": flat(errors[0]), "gradients": tensors(dict(zip(names, errors[1:]))),
    }


def write(cases, name):
    """Writes the cases beside this file."""
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (Path(__file__).parent / name).write_text(f"[\n{lines}\n]\n")
