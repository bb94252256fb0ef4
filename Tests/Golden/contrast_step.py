"""Writes contrast_step.json: the numbers that two steps of contrastive learning, and of learning
by feedback alignment, must give.

An independent implementation in NumPy and double precision, which shares no code with the
framework. Run it from anywhere; it writes beside itself:

    python3 Tests/Golden/contrast_step.py

**Forward-Forward and Integrated Forward-Forward.** There are two classes, so that the wrong label
is the other one. A label is written over the first two numbers, 1 for its class and 0 for the
other; true rows stand above false ones. A block divides its input by its length, once, and runs
dense layers with ReLU. With N samples, and y the output of the block's last layer:

    length = √(mean x²) + ε (rms) or √(Σ x²) + ε (l2)           g = Σ y² or mean y²
    loss = (1 / 2N) Σ softplus(θ − g) on true rows, softplus(g − θ) on false rows
    dg = ∓ σ(±(θ − g)) / 2N        dy = dg · 2y, divided by the width for the mean

Every block reads the output that the block below computed before its own update, as a constant.

**Feedback alignment.** One block with a head M, cross-entropy, dEvidence = (P − Y) / N, B fixed:

    random:  da_last = dEvidence · B_head    da_below = dz · B_layer    in place of M and W
    direct:  da_layer = dEvidence · B_layer  for every layer
    dz = da ⊙ [z > 0]        dW = dzᵀ · a_below        dM = dEvidenceᵀ · a_last

Lists are row-major, weights [outputs, inputs]. The numbers given are rounded to four decimals
before they are used. `steps` holds losses before each update and the parameters after it; both
steps see the same batch in file order, by Adam at a constant rate.

check_contrast_with_torch.py compares the file with PyTorch's automatic differentiation and Adam;
they agreed to 1e-9.

Reference: Hinton, "The Forward-Forward Algorithm", 2022; Tang, "Integrated Forward-Forward
Algorithm", 2023; Lillicrap et al., 2016; Nøkland, 2016; Kingma and Ba, "Adam", 2015.
"""

import json
import math
from pathlib import Path

import numpy as np

SAMPLES, FEATURES = 7, 6
RATE, BETA1, BETA2, ADAM_EPSILON = 0.01, 0.9, 0.999, 1e-8

CONTRASTS = [
    {"name": "forward-forward", "seed": 28, "classes": 2, "blocks": [[5], [4]], "bias": True,
     "normalization": "rms", "epsilon": 1e-8, "goodness": "sum", "threshold": "width"},
    {"name": "integrated-forward-forward", "seed": 50, "classes": 2, "blocks": [[6, 5], [4]],
     "bias": True, "normalization": "l2", "epsilon": 1e-4, "goodness": "mean", "threshold": 1.5},
]
ALIGNMENTS = [
    {"name": "feedback-alignment", "seed": 36, "classes": 3, "blocks": [[5, 4]], "bias": False,
     "feedback": "random"},
    {"name": "direct-feedback-alignment", "seed": 36, "classes": 3, "blocks": [[5, 4]],
     "bias": False, "feedback": "direct"},
]


class Adam:
    """The rule for one parameter."""

    def __init__(self):
        self.mean, self.square, self.step = 0.0, 0.0, 0

    def update(self, weight, gradient):
        """The weight after one step along `gradient`."""
        self.step += 1
        self.mean = BETA1 * self.mean + (1 - BETA1) * gradient
        self.square = BETA2 * self.square + (1 - BETA2) * gradient**2
        mean = self.mean / (1 - BETA1**self.step)
        square = self.square / (1 - BETA2**self.step)
        return weight - RATE * mean / (np.sqrt(square) + ADAM_EPSILON)


def dense_names(case, block):
    """The dense layers' names; a normalization stands below them as layer 0."""
    first = 1 if "normalization" in case else 0
    return [f"blocks.{block}.layers.{first + i}" for i in range(len(case["blocks"][block]))]


def draw_parameters(case, random):
    """What is trained, by name, in the order in which the network uses it."""
    parameters, width = {}, FEATURES

    def draw(name, scale, *shape):
        parameters[name] = np.round(random.normal(0, scale, shape), 4)

    for block, widths in enumerate(case["blocks"]):
        for name, outputs in zip(dense_names(case, block), widths):
            draw(f"{name}.weight", 1.4 / math.sqrt(width), outputs, width)
            if case["bias"]:
                draw(f"{name}.bias", 0.3, outputs)
            width = outputs
        if "feedback" in case:
            draw(f"blocks.{block}.head.weight", 1 / math.sqrt(width), case["classes"], width)
    return parameters


def draw_feedback(case, parameters, random):
    """The fixed matrices, by name."""
    matrices = {}
    for name, weight in parameters.items():
        place = name.removeprefix("blocks.0.")
        if case["feedback"] == "random":
            shape, target = weight.shape, place
        elif place.startswith("layers"):
            shape, target = (case["classes"], len(weight)), place.replace(".weight", ".direct")
        else:
            continue
        matrices[f"blocks.0.feedback.{target}"] = np.round(random.normal(0, 0.6, shape), 4)
    return matrices


def run_layers(parameters, names, inputs):
    """Activations, the input first, and what they were before ReLU."""
    activations, sums = [inputs], []
    for name in names:
        sums.append(
            activations[-1] @ parameters[f"{name}.weight"].T + parameters.get(f"{name}.bias", 0.0))
        activations.append(np.maximum(sums[-1], 0))
    return activations, sums


def layer_gradients(parameters, name, below, dz):
    """The gradients of one layer by the error on what is before its ReLU."""
    gradients = {f"{name}.weight": dz.T @ below}
    if f"{name}.bias" in parameters:
        gradients[f"{name}.bias"] = dz.sum(axis=0)
    return gradients


def normalize(case, inputs):
    """Every row divided by its length."""
    squares = inputs**2
    total = squares.mean(axis=1) if case["normalization"] == "rms" else squares.sum(axis=1)
    return inputs / (np.sqrt(total) + case["epsilon"])[:, None]


def contrast(case, output):
    """The batch's mean loss, and its gradient with respect to the output."""
    rows, width = output.shape
    share = 1.0 if case["goodness"] == "sum" else 1 / width
    threshold = share * width if case["threshold"] == "width" else case["threshold"]
    sign = np.where(np.arange(rows) < rows // 2, 1.0, -1.0)
    logit = sign * (share * (output**2).sum(axis=1) - threshold)
    slope = -sign / (1 + np.exp(logit)) / rows
    return np.logaddexp(0, -logit).mean(), slope[:, None] * 2 * share * output


def show(inputs, labels):
    """True rows above false ones, each with its label written over its first numbers."""
    def labelled(classes):
        rows = inputs.copy()
        rows[:, :2] = np.eye(2)[classes]
        return rows
    return np.concatenate([labelled(labels), labelled(1 - labels)])


def contrast_step(case, parameters, optimizers, inputs, labels):
    """Updates `parameters` in place, block by block; returns the losses."""
    signal, losses = show(inputs, labels), []
    for block in range(len(case["blocks"])):
        names = dense_names(case, block)
        activations, sums = run_layers(parameters, names, normalize(case, signal))
        loss, error = contrast(case, activations[-1])
        gradients = {}
        for layer in reversed(range(len(names))):
            dz = error * (sums[layer] > 0)
            gradients |= layer_gradients(parameters, names[layer], activations[layer], dz)
            error = dz @ parameters[f"{names[layer]}.weight"]
        update(parameters, optimizers, gradients, sums)
        losses.append(printed(loss))
        signal = activations[-1]
    return losses


def alignment_step(case, parameters, optimizers, inputs, labels):
    """The same for the one block of feedback alignment."""
    names = dense_names(case, 0)
    activations, sums = run_layers(parameters, names, inputs)
    evidence = activations[-1] @ parameters["blocks.0.head.weight"].T
    shifted = evidence - evidence.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    wanted = np.eye(case["classes"])[labels]
    evidence_error = (np.exp(logs) - wanted) / len(labels)
    gradients = {"blocks.0.head.weight": evidence_error.T @ activations[-1]}
    is_direct = case["feedback"] == "direct"
    carrier = None if is_direct else parameters["blocks.0.feedback.head.weight"]
    error = None if is_direct else evidence_error @ carrier
    for layer in reversed(range(len(names))):
        fixed = names[layer].replace("blocks.0.", "blocks.0.feedback.")
        if is_direct:
            error = evidence_error @ parameters[f"{fixed}.direct"]
        dz = error * (sums[layer] > 0)
        gradients |= layer_gradients(parameters, names[layer], activations[layer], dz)
        if not is_direct:
            error = dz @ parameters[f"{fixed}.weight"]
    update(parameters, optimizers, gradients, sums)
    return [printed(-(logs * wanted).sum() / len(labels))]


def update(parameters, optimizers, gradients, sums):
    """Refuses numbers on which single precision could take another branch than double."""
    nearest = min(np.abs(array).min() for array in sums)
    values = np.concatenate([array.ravel() for array in gradients.values()])
    smallest = np.abs(values[values != 0]).min(initial=np.inf)
    if nearest < 1e-4 or smallest < 1e-5:
        raise SystemExit(
            "expected numbers before ReLU beyond 1e-4 and gradients of 0 or beyond 1e-5, "
            f"got {nearest:.1e} and {smallest:.1e}; choose another seed")
    for name, gradient in gradients.items():
        parameters[name] = optimizers[name].update(parameters[name], gradient)


def printed(number):
    """Twelve significant digits: far beyond single precision, and short in the file."""
    return float(f"{number:.12g}")


def flat_by_name(parameters):
    """Every parameter's elements, row by row."""
    return {
        name: [printed(number) for number in array.ravel()]
        for name, array in parameters.items()}


def make_case(case, step):
    """One case, trained for two steps on the same batch."""
    random = np.random.default_rng(case["seed"])
    inputs = np.round(random.uniform(0, 1, (SAMPLES, FEATURES)), 4)
    labels = random.integers(0, case["classes"], SAMPLES)
    parameters = draw_parameters(case, random)
    optimizers = {name: Adam() for name in parameters}
    if "feedback" in case:
        parameters |= draw_feedback(case, parameters, random)
    record = {key: value for key, value in case.items() if key != "seed"}
    record |= {
        "learning_rate": RATE, "initial": flat_by_name(parameters),
        "inputs": [printed(number) for number in inputs.ravel()], "labels": labels.tolist()}
    record["steps"] = []
    for _ in range(2):
        losses = step(case, parameters, optimizers, inputs, labels)
        record["steps"].append({"losses": losses, "parameters": flat_by_name(parameters)})
    return record


def main():
    """Writes one case per line, so that a change shows where it happened."""
    cases = [make_case(case, contrast_step) for case in CONTRASTS]
    cases += [make_case(case, alignment_step) for case in ALIGNMENTS]
    lines = [json.dumps(case, separators=(",", ":")) for case in cases]
    path = Path(__file__).with_name("contrast_step.json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
