"""Writes one_step.json: the numbers that two steps of block-local training must give.

An independent implementation of Mono-Forward and backpropagation in NumPy and double precision,
which shares no code with the framework. Run it from anywhere; it writes beside itself:

    python3 Tests/Golden/one_step.py

The formulas, with N samples, C classes, `a` the output of a dense layer with ReLU and M the head:

    z = a_below · Wᵀ + bias    a = ReLU(z)    evidence = a_last · Mᵀ    P = softmax(evidence)
    loss = −mean over samples of log P[n, label]                  dEvidence = (P − Y) / N
    dM = dEvidenceᵀ · a_last     da_last = dEvidence · M          dz = da ⊙ [z > 0]
    dW = dzᵀ · a_below     dbias = Σ_n dz     da_below = dz · W (within the block)

Every block reads the output that the block below computed before its own update, as a constant.
Backpropagation is the case with a single block. Weights are [outputs, inputs], row-major, as in
PyTorch; all flat lists are row-major too. The numbers given are rounded to four decimals before
they are used, so that the printed value is the value. `steps` holds losses and evidence before
each update and the parameters after it; both steps see the same batch.

check_with_torch.py compares the file with PyTorch's automatic differentiation and optimizers;
they agreed to 1e-9.

Reference: Gong, Li, Abdulla, "Mono-Forward", 2025; Kingma and Ba, "Adam", 2015; Loshchilov and
Hutter, "Decoupled Weight Decay Regularization", 2019; Sutskever et al., 2013 (Nesterov momentum).
"""

import json
import math
from pathlib import Path

import numpy as np

SAMPLES, FEATURES, CLASSES = 7, 6, 3
# Leaves few units dead, and no number so near a branch that single precision could take another.
SEED = 78

ADAM = {"name": "adam", "learning_rate": 0.01}
ADAMW = {"name": "adamw", "learning_rate": 0.01, "weight_decay": 0.1}
SGD = {
    "name": "sgd", "learning_rate": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01,
}

# Name, widths of the dense layers of each block, whether these layers have a bias, optimizer.
CASES = [
    ("mono-forward", [[5], [4]], False, ADAM),
    ("mono-forward-sgd", [[5], [4]], False, SGD),
    ("mono-forward-adamw", [[5], [4]], False, ADAMW),
    ("backpropagation", [[5, 4]], False, ADAM),
    ("blocks-of-two", [[6, 5], [4]], False, ADAM),
    ("mono-forward-bias", [[5], [4]], True, ADAM),
]


class Adam:
    """Adam, or AdamW where the decay shrinks the weight instead of joining the gradient."""

    beta1, beta2, epsilon = 0.9, 0.999, 1e-8

    def __init__(self, learning_rate, weight_decay=0.0):
        self.rate, self.decay = learning_rate, weight_decay
        self.mean, self.square, self.step = 0.0, 0.0, 0

    def update(self, weight, gradient):
        """The weight after one step along `gradient`."""
        self.step += 1
        self.mean = self.beta1 * self.mean + (1 - self.beta1) * gradient
        self.square = self.beta2 * self.square + (1 - self.beta2) * gradient**2
        mean = self.mean / (1 - self.beta1**self.step)
        square = self.square / (1 - self.beta2**self.step)
        shrunk = weight * (1 - self.rate * self.decay)
        return shrunk - self.rate * mean / (np.sqrt(square) + self.epsilon)


class StochasticGradientDescent:
    """Gradient descent with Nesterov momentum in PyTorch's form; the decay joins the gradient."""

    def __init__(self, learning_rate, momentum, nesterov, weight_decay):
        self.rate, self.momentum, self.decay = learning_rate, momentum, weight_decay
        self.is_nesterov, self.velocity = nesterov, 0.0

    def update(self, weight, gradient):
        """The weight after one step along `gradient`."""
        slope = gradient + self.decay * weight
        self.velocity = self.momentum * self.velocity + slope
        ahead = slope + self.momentum * self.velocity
        return weight - self.rate * (ahead if self.is_nesterov else self.velocity)


def make_optimizer(settings):
    """A fresh optimizer for one parameter."""
    rule = StochasticGradientDescent if settings["name"] == "sgd" else Adam
    return rule(**{key: value for key, value in settings.items() if key != "name"})


def draw_parameters(blocks, has_bias, random):
    """Initial parameters by name, in the order in which the network uses them."""
    parameters, width = {}, FEATURES

    def draw(name, scale, *shape):
        parameters[name] = np.round(random.normal(0, scale, shape), 4)

    for block, widths in enumerate(blocks):
        for layer, outputs in enumerate(widths):
            name = f"blocks.{block}.layers.{layer}"
            draw(f"{name}.weight", 1.4 / math.sqrt(width), outputs, width)
            if has_bias:
                draw(f"{name}.bias", 0.3, outputs)
            width = outputs
        draw(f"blocks.{block}.head.weight", 1 / math.sqrt(width), CLASSES, width)
    return parameters


def forward(parameters, block, depth, inputs):
    """The block's activations (its input first), pre-activations and evidence."""
    activations, sums = [inputs], []
    for layer in range(depth):
        name = f"blocks.{block}.layers.{layer}"
        sums.append(
            activations[-1] @ parameters[f"{name}.weight"].T + parameters.get(f"{name}.bias", 0.0))
        activations.append(np.maximum(sums[-1], 0))
    return activations, sums, activations[-1] @ parameters[f"blocks.{block}.head.weight"].T


def cross_entropy(evidence, labels):
    """The batch's mean loss, and its gradient with respect to the evidence."""
    shifted = evidence - evidence.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    wanted = np.eye(CLASSES)[labels]
    loss = -(log_probabilities * wanted).sum() / len(labels)
    return loss, (np.exp(log_probabilities) - wanted) / len(labels)


def backward(parameters, block, activations, sums, evidence_error):
    """The gradients of the block's parameters, all from the weights before the update."""
    head = f"blocks.{block}.head.weight"
    gradients = {head: evidence_error.T @ activations[-1]}
    error = evidence_error @ parameters[head]
    for layer in reversed(range(len(sums))):
        name = f"blocks.{block}.layers.{layer}"
        error = error * (sums[layer] > 0)
        gradients[f"{name}.weight"] = error.T @ activations[layer]
        if f"{name}.bias" in parameters:
            gradients[f"{name}.bias"] = error.sum(axis=0)
        error = error @ parameters[f"{name}.weight"]
    return gradients


def require_room_for_rounding(sums, gradients):
    """Refuses numbers on which single precision could take another branch than double."""
    nearest = min(np.abs(array).min() for array in sums)
    values = np.concatenate([array.ravel() for array in gradients.values()])
    smallest = np.abs(values[values != 0]).min(initial=np.inf)
    if nearest < 1e-4 or smallest < 1e-5:
        raise SystemExit(
            "expected pre-activations beyond 1e-4 and gradients of 0 or beyond 1e-5, "
            f"got {nearest:.1e} and {smallest:.1e}; choose another SEED")


def train_one_step(parameters, optimizers, blocks, inputs, labels):
    """Updates `parameters` in place, block by block; returns the record of the step."""
    losses, evidences = [], []
    for block, widths in enumerate(blocks):
        activations, sums, evidence = forward(parameters, block, len(widths), inputs)
        loss, evidence_error = cross_entropy(evidence, labels)
        gradients = backward(parameters, block, activations, sums, evidence_error)
        require_room_for_rounding(sums, gradients)
        for name, gradient in gradients.items():
            parameters[name] = optimizers[name].update(parameters[name], gradient)
        losses.append(printed(loss))
        evidences.append(flat(evidence))
        inputs = activations[-1]
    return {"losses": losses, "evidence": evidences, "parameters": flat_by_name(parameters)}


def printed(number):
    """Twelve significant digits: far beyond single precision, and short in the file."""
    return float(f"{number:.12g}")


def flat(array):
    """The array's elements, row by row."""
    return [printed(number) for number in array.ravel()]


def flat_by_name(parameters):
    """Every parameter's elements, row by row."""
    return {name: flat(array) for name, array in parameters.items()}


def make_case(name, blocks, has_bias, optimizer):
    """One case, trained for two steps on the same batch."""
    random = np.random.default_rng(SEED)
    inputs = np.round(random.uniform(0, 1, (SAMPLES, FEATURES)), 4)
    labels = random.integers(0, CLASSES, SAMPLES)
    parameters = draw_parameters(blocks, has_bias, random)
    optimizers = {name: make_optimizer(optimizer) for name in parameters}
    case = {
        "name": name, "optimizer": optimizer, "blocks": blocks, "bias": has_bias,
        "initial": flat_by_name(parameters), "inputs": flat(inputs), "labels": labels.tolist(),
    }
    case["steps"] = [
        train_one_step(parameters, optimizers, blocks, inputs, labels) for _ in range(2)]
    return case


def main():
    """Writes one case per line, so that a change shows where it happened."""
    lines = [json.dumps(make_case(*case), separators=(",", ":")) for case in CASES]
    path = Path(__file__).with_name("one_step.json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
