"""Checks contrast_step.json against PyTorch's automatic differentiation and its Adam.

Needs torch; nothing of the framework or of contrast_step.py is used. In double precision:

    python3 Tests/Golden/check_contrast_with_torch.py

Contrastive cases are differentiated as the *sum* of all local losses with a stop-gradient at every
block's input: that block-local learning gives the same is what Tang 2023, section 6.2, claims.
Prints the largest absolute difference per case and fails above 1e-9.
"""

import json
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy, linear, softplus

TOLERANCE = 1e-9


class FedBack(torch.autograd.Function):
    """A product with a weight whose error returns through another matrix."""

    @staticmethod
    def forward(context, inputs, weight, carrier):
        context.save_for_backward(inputs, carrier)
        return inputs @ weight.T

    @staticmethod
    def backward(context, error):
        inputs, carrier = context.saved_tensors
        return error @ carrier, error.T @ inputs, None


def read_parameters(case, features):
    """All tensors by name, in their shapes; feedback matrices are not trained."""
    parameters, widths = {}, {}
    width = features
    for block, outputs in enumerate(case["blocks"]):
        for layer, units in enumerate(outputs, start=1 if "normalization" in case else 0):
            widths[f"blocks.{block}.layers.{layer}"] = (units, width)
            width = units
        widths[f"blocks.{block}.head"] = (case["classes"], width)
    for name, values in case["initial"].items():
        place, kind = name.replace(".feedback", "").rsplit(".", 1)
        units, inputs = widths[place]
        shape = {"weight": (units, inputs), "bias": (units,), "direct": (case["classes"], units)}
        tensor = torch.tensor(values, dtype=torch.float64).reshape(shape[kind])
        parameters[name] = tensor.requires_grad_(".feedback." not in name)
    return parameters


def dense_places(case, block):
    first = 1 if "normalization" in case else 0
    return [f"blocks.{block}.layers.{first + i}" for i in range(len(case["blocks"][block]))]


def contrast_losses(case, parameters, inputs, labels):
    """Every block's loss; each block reads the one below as a constant."""
    shown = torch.cat([inputs, inputs])
    shown[:, :2] = torch.nn.functional.one_hot(torch.cat([labels, 1 - labels]), 2)
    count, losses, signal = len(labels), [], shown
    for block in range(len(case["blocks"])):
        signal = signal.detach()
        length = signal.norm(dim=1, keepdim=True)
        if case["normalization"] == "rms":
            length = length / signal.shape[1] ** 0.5
        signal = signal / (length + case["epsilon"])
        for place in dense_places(case, block):
            signal = linear(
                signal, parameters[f"{place}.weight"], parameters[f"{place}.bias"]).relu()
        squares = signal.square()
        goodness = squares.sum(1) if case["goodness"] == "sum" else squares.mean(1)
        threshold = signal.shape[1] if case["threshold"] == "width" else case["threshold"]
        true, false = goodness[:count], goodness[count:]
        losses.append(
            (softplus(threshold - true).mean() + softplus(false - threshold).mean()) / 2)
    return losses, sum(losses)


def random_losses(case, parameters, inputs, labels):
    """Feedback alignment: every product's error returns through its fixed matrix."""
    signal = inputs
    for place in dense_places(case, 0):
        fixed = parameters[place.replace("blocks.0", "blocks.0.feedback") + ".weight"]
        signal = FedBack.apply(signal, parameters[f"{place}.weight"], fixed).relu()
    evidence = FedBack.apply(
        signal, parameters["blocks.0.head.weight"], parameters["blocks.0.feedback.head.weight"])
    loss = cross_entropy(evidence, labels)
    return [loss], loss


def direct_losses(case, parameters, inputs, labels):
    """Direct feedback: a layer's output is pulled along what its matrix makes of the error."""
    signal, outputs = inputs, []
    for place in dense_places(case, 0):
        signal = linear(signal.detach(), parameters[f"{place}.weight"]).relu()
        outputs.append((place, signal))
    evidence = signal.detach() @ parameters["blocks.0.head.weight"].T
    loss = cross_entropy(evidence, labels)
    (error,) = torch.autograd.grad(loss, evidence, retain_graph=True)
    pulled = loss
    for place, output in outputs:
        fixed = parameters[place.replace("blocks.0", "blocks.0.feedback") + ".direct"]
        pulled = pulled + (output * (error @ fixed)).sum()
    return [loss], pulled


def largest_difference(found, recorded):
    """Between a tensor and the flat list that the file holds."""
    recorded = torch.tensor(recorded, dtype=torch.float64)
    return (found.detach().reshape(recorded.shape) - recorded).abs().max().item()


def check(case):
    """The largest difference between this case's record and PyTorch's."""
    labels = torch.tensor(case["labels"])
    inputs = torch.tensor(case["inputs"], dtype=torch.float64).reshape(len(labels), -1)
    parameters = read_parameters(case, inputs.shape[1])
    trained = [tensor for tensor in parameters.values() if tensor.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=case["learning_rate"])
    rule = {"random": random_losses, "direct": direct_losses}.get(
        case.get("feedback"), contrast_losses)
    differences = []
    for step in case["steps"]:
        losses, total = rule(case, parameters, inputs, labels)
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        differences.append(largest_difference(torch.stack(losses), step["losses"]))
        differences += [
            largest_difference(parameters[name], values)
            for name, values in step["parameters"].items()]
    return torch.tensor(differences).max().item()  # unlike `max`, keeps what is not a number


def main():
    """Fails where any case differs by more than the tolerance."""
    path = Path(__file__).with_name("contrast_step.json")
    differences = {case["name"]: check(case) for case in json.loads(path.read_text())}
    for name, difference in differences.items():
        print(f"{name:28} largest difference {difference:.1e}")
    if not all(difference <= TOLERANCE for difference in differences.values()):
        raise SystemExit(
            f"expected at most {TOLERANCE:.0e}; contrast_step.py or the file is wrong")


if __name__ == "__main__":
    main()
