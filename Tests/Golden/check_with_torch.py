"""Checks one_step.json against PyTorch's automatic differentiation and optimizers.

Needs torch; nothing of the framework or of one_step.py is used. In double precision:

    python3 Tests/Golden/check_with_torch.py

Prints the largest absolute difference per case and fails above 1e-9.
"""

import json
from pathlib import Path

import torch

TOLERANCE = 1e-9
CLASSES = 3
RULES = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "sgd": torch.optim.SGD}


def make_parameters(case, features):
    """The case's initial parameters by name, in their shapes."""
    parameters, width = {}, features
    for block, widths in enumerate(case["blocks"]):
        shapes = {}
        for layer, outputs in enumerate(widths):
            shapes[f"blocks.{block}.layers.{layer}.weight"] = (outputs, width)
            if case["bias"]:
                shapes[f"blocks.{block}.layers.{layer}.bias"] = (outputs,)
            width = outputs
        shapes[f"blocks.{block}.head.weight"] = (CLASSES, width)
        for name, shape in shapes.items():
            values = torch.tensor(case["initial"][name], dtype=torch.float64)
            parameters[name] = values.reshape(shape).requires_grad_()
    if parameters.keys() != case["initial"].keys():
        raise SystemExit(f"{case['name']}: expected the parameters {list(parameters)}, "
                         f"got {list(case['initial'])}; write one_step.json anew")
    return parameters


def forward(case, parameters, inputs):
    """The evidence of every block; each reads the block below as a constant."""
    evidences, activation = [], inputs
    for block, widths in enumerate(case["blocks"]):
        activation = activation.detach()
        for layer in range(len(widths)):
            name = f"blocks.{block}.layers.{layer}"
            activation = torch.nn.functional.linear(
                activation, parameters[f"{name}.weight"], parameters.get(f"{name}.bias")).relu()
        evidences.append(activation @ parameters[f"blocks.{block}.head.weight"].T)
    return evidences


def largest_difference(found, recorded):
    """Between a tensor and the flat list that the file holds."""
    recorded = torch.tensor(recorded, dtype=torch.float64)
    return (found.detach().reshape(recorded.shape) - recorded).abs().max().item()


def check(case):
    """The largest difference between this case's record and PyTorch's."""
    labels = torch.tensor(case["labels"])
    inputs = torch.tensor(case["inputs"], dtype=torch.float64).reshape(len(labels), -1)
    parameters = make_parameters(case, inputs.shape[1])
    settings = dict(case["optimizer"])
    rule, rate = RULES[settings.pop("name")], settings.pop("learning_rate")
    # PyTorch's AdamW decays by 0.01 when not told otherwise, so the file always tells it.
    optimizer = rule(parameters.values(), lr=rate, **settings)
    differences = []
    for step in case["steps"]:
        evidences = forward(case, parameters, inputs)
        losses = [torch.nn.functional.cross_entropy(item, labels) for item in evidences]
        optimizer.zero_grad()
        sum(losses).backward()
        optimizer.step()
        differences.append(largest_difference(torch.stack(losses), step["losses"]))
        differences += map(largest_difference, evidences, step["evidence"])
        differences += [
            largest_difference(parameters[name], values)
            for name, values in step["parameters"].items()]
    return torch.tensor(differences).max().item()  # unlike `max`, keeps what is not a number


def main():
    """Fails where any case differs by more than the tolerance."""
    path = Path(__file__).with_name("one_step.json")
    differences = {case["name"]: check(case) for case in json.loads(path.read_text())}
    for name, difference in differences.items():
        print(f"{name:20} largest difference {difference:.1e}")
    if not all(difference <= TOLERANCE for difference in differences.values()):
        raise SystemExit(f"expected at most {TOLERANCE:.0e}; one_step.py or the file is wrong")


if __name__ == "__main__":
    main()
