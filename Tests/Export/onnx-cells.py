#!/usr/bin/env python3
"""Onward's models in ONNX against onward predict: every layer, algorithm, way to predict and preparation.

    onnx-cells.py ONWARD [--output Documentation/Results/onnx.md]

Small networks are trained for an epoch on data drawn here, exported with every block's evidence, checked by
onnx in full and run by onnxruntime on the test samples in batches of 1 and of all. Evidence is to differ by at
most 1e-5 of its largest number, and labels nowhere but where the best two classes are closer than that.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import onnx
import onnxruntime
from PIL import Image

COUNT, CLASSES = 240, 4
TOLERANCE = 1e-5
RANDOM = numpy.random.default_rng(0)


class Data:
    """A data set on disk, and its samples as the exported graph takes them."""

    def __init__(self, path, flags, feed):
        self.path, self.flags, self.feed = path, flags, feed


def images(scale):
    """Images of 8 × 8 pixels with a bright quarter; a quarter to a class."""
    labels = numpy.arange(COUNT) % CLASSES
    samples = RANDOM.uniform(0, 0.3, (COUNT, 1, 8, 8))
    for sample, label in zip(samples, labels):
        sample[:, label // 2 * 4:label // 2 * 4 + 4, label % 2 * 4:label % 2 * 4 + 4] += 0.5
    return (samples * scale), labels


def arrays(folder, name, type_, scale):
    samples, labels = images(scale)
    samples = samples.astype(type_)
    half = COUNT // 2
    numpy.savez(
        folder / f"{name}.npz", train_images=samples[:half], train_labels=labels[:half],
        test_images=samples[half:], test_labels=labels[half:])
    return Data(folder / f"{name}.npz", [], {"input": samples[half:]})


def pictures(folder):
    samples, labels = images(255)
    half = COUNT // 2
    order = []
    for number, (sample, label) in enumerate(zip(samples.round().astype(numpy.uint8), labels)):
        part = "train" if number < half else "test"
        path = folder / "pictures" / part / f"c{label}" / f"{number:03}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(sample[0]).save(path)
        if part == "test":
            order.append((f"c{label}", f"{number:03}.png", sample))
    order.sort(key=lambda entry: entry[:2])
    return Data(folder / "pictures", [], {"input": numpy.stack([entry[2] for entry in order])})


def table(folder):
    """Numbers, one of them large and sometimes missing, and two columns of categories."""
    place = folder / "table"
    place.mkdir()
    rows = []
    for number in range(COUNT):
        label = number % CLASSES
        rows.append({
            "width": f"{label + RANDOM.normal(0, 0.4):.4f}",
            "seconds since": "" if number % 17 == 3 else f"{1.7e9 + label * 3600 + RANDOM.uniform(0, 999):.3f}",
            "colour": ["red", "blue", "", "grün, hell"][label if RANDOM.uniform() < 0.8 else 0],
            "shape": RANDOM.choice(["round", "flat"]), "kind": "abcd"[label]})
    half = COUNT // 2
    # A level that no training row has.
    rows[-1]["shape"] = "odd"
    for part, chosen in [("train", rows[:half]), ("test", rows[half:])]:
        with open(place / f"{part}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(chosen)
    test = rows[half:]
    feed = {
        name: numpy.array([[float(row[name]) if row[name] else numpy.nan] for row in test])
        for name in ["width", "seconds since"]}
    feed |= {name: numpy.array([[row[name]] for row in test], dtype=object)
             for name in ["colour", "shape"]}
    return Data(place, ["--label-column", "kind"], feed)


def run(program, *arguments, cwd):
    result = subprocess.run(
        [program, *map(str, arguments)], cwd=cwd, capture_output=True, text=True)
    return result


DENSE = "20,16"
CONVOLUTIONS = "8C(3,3)P(2,2),20"
RECIPES = {
    "gelu, batch and layer normalization": """
      - - dense: {units: 20, activation: gelu, bias: true}
        - batch-normalization: {momentum: 0.1, epsilon: 0.00001}
      - - dense: {units: 16, activation: leaky-relu, bias: true}
        - layer-normalization: {epsilon: 0.00001}
        - dropout: {rate: 0.1}
""",
    "strides, average pooling, quantize": """
      - - convolution: {channels: 6, kernel: [3, 2], stride: [2, 1], padding: [1, 0], activation: gelu, bias: true}
        - batch-normalization: {momentum: 0.1, epsilon: 0.00001}
        - average-pooling: {size: 2, stride: 2}
        - flatten: {}
      - - quantize: {levels: 16}
        - dense: {units: 16, activation: relu, bias: false}
""",
    "attention without an activation": """
      - - patches: {size: 4}
        - self-attention: {heads: 2, width: 12, activation: none}
        - layer-normalization: {epsilon: 0.00001}
        - flatten: {}
        - dense: {units: 16, activation: relu, bias: false}
""",
}


def cells():
    """Name, data, flags of the training, ways to predict."""
    plain = ["sum", "last-block"]
    for data in ["floats", "bytes", "pictures", "table"]:
        for algorithm in ["mf", "bp", "fa", "dfa", "ff", "intff"]:
            yield f"{algorithm}, dense, {data}", data, ["--algorithm", algorithm, "--network", DENSE], plain
    for algorithm in ["mf", "bp", "ff", "intff"]:
        for name, network in [("convolutions", CONVOLUTIONS), ("attention", "A(4),20")]:
            yield f"{algorithm}, {name}, bytes", "bytes", [
                "--algorithm", algorithm, "--network", network], plain
    for name in RECIPES:
        yield f"mf, {name}, floats", "floats", ["--algorithm", "mf", RECIPES[name]], plain
    for loss in ["threshold", "symmetric:2", "printed", "ratio:4:0"]:
        yield f"ff, {loss}, floats", "floats", [
            "--algorithm", "ff", "--network", DENSE, "--contrast-loss", loss, "--goodness", "mean"], plain
    yield "ff, minimized, floats", "floats", [
        "--algorithm", "ff", "--network", DENSE, "--contrast-loss", "threshold", "--minimize"], plain
    for form in ["overlay", "append", "planes"]:
        for strength in ["auto", "0.7", "maximum"]:
            network = CONVOLUTIONS if form == "planes" else DENSE
            yield f"ff, labels {form} of {strength}, with a reader", "floats", [
                "--algorithm", "ff", "--network", network, "--label-embedding", form,
                "--label-strength", strength, "--reader", "all"], plain + ["one-pass"]
    yield "ff without labels, a reader", "bytes", [
        "--algorithm", "ff", "--network", DENSE, "--label-embedding", "none", "--negatives",
        "hybrid-image", "--reader", "upper"], ["one-pass"]


def difference(session, feed, answers, blocks):
    """The greatest difference of evidence, in shares of its largest number, and of labels."""
    worst, wrong = 0.0, 0
    names = [output.name for output in session.get_outputs()]
    got = dict(zip(names, session.run(None, feed)))
    for part in range(0, min(9, len(answers))):
        single = dict(zip(names, session.run(None, {k: v[part:part + 1] for k, v in feed.items()})))
        assert single["label"][0] == got["label"][part] or near(answers[part]["evidence"]), part
    pairs = [("evidence", [a["evidence"] for a in answers])]
    pairs += [(f"evidence_{b + 1}", [a["block_evidence"][b] for a in answers]) for b in range(blocks)]
    for name, expected in pairs:
        expected = numpy.array(expected)
        largest = numpy.abs(expected).max()
        worst = max(worst, float(numpy.abs(got[name] - expected).max() / largest))
    for label, answer in zip(got["label"], answers):
        wrong += str(label) != answer["name"] and not near(answer["evidence"])
    shares = numpy.array([a["probabilities"] for a in answers])
    assert numpy.abs(got["probabilities"] - shares).max() < 1e-3
    return worst, wrong


def near(evidence):
    first, second = sorted(evidence, reverse=True)[:2]
    return first - second <= TOLERANCE * max(map(abs, evidence))


def judge(program, folder, data, flags, modes):
    """Lines of the table: way to predict, worst difference; raises where one is too large."""
    recipe = [flag for flag in flags if "\n" in flag]
    flags = [flag for flag in flags if "\n" not in flag]
    if recipe:
        (folder / "recipe.yaml").write_text("blocks:" + recipe[0])
        flags = ["recipe.yaml", *flags]
    trained = run(
        program, "train", *flags, "--data", data.path, *data.flags, "--epochs", 2, "--threads", 1,
        "--quiet", "--output", "run", cwd=folder)
    if trained.returncode:
        raise RuntimeError(trained.stderr.strip())
    for mode in modes:
        file = folder / "model.onnx"
        exported = run(
            program, "export", "run", "--to", file, "--votes", "--prediction", mode, cwd=folder)
        if exported.returncode:
            raise RuntimeError(exported.stderr.strip())
        onnx.checker.check_model(str(file), full_check=True)
        said = run(program, "predict", "run", "--prediction", mode, "--json", cwd=folder)
        answers = [json.loads(line) for line in said.stdout.splitlines()]
        assert len(answers) == COUNT // 2, (len(answers), said.stderr)
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        blocks = 0 if mode == "one-pass" else len(answers[0]["block_evidence"])
        worst, wrong = difference(session, data.feed, answers, blocks)
        if worst > TOLERANCE or wrong:
            raise RuntimeError(f"{mode}: evidence differs by {worst:.1e}, {wrong} labels")
        yield mode, worst


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    parser.add_argument("--only", default="", help="cells whose names contain this")
    options = parser.parse_args()
    program = options.program.resolve()
    lines, passed, failed = [], 0, 0
    with tempfile.TemporaryDirectory() as name:
        base = pathlib.Path(name)
        data = {
            "floats": arrays(base, "floats", numpy.float32, 1),
            "bytes": arrays(base, "bytes", numpy.uint8, 255),
            "pictures": pictures(base), "table": table(base)}
        chosen = [cell for cell in cells() if options.only in cell[0]]
        for number, (cell, kind, flags, modes) in enumerate(chosen):
            folder = base / f"{number}"
            folder.mkdir()
            try:
                for mode, worst in judge(program, folder, data[kind], flags, modes):
                    lines.append(f"| {cell} | {mode} | {worst:.1e} |")
                    print(lines[-1], flush=True)
                    passed += 1
            except (RuntimeError, AssertionError, onnx.checker.ValidationError,
                    onnxruntime.capi.onnxruntime_pybind11_state.Fail,
                    onnxruntime.capi.onnxruntime_pybind11_state.InvalidGraph) as error:
                failed += 1
                print(f"{cell}: {error}", file=sys.stderr, flush=True)
    print(f"{passed} passed, {failed} failed")
    if options.output:
        options.output.write_text("\n".join([
            "# Models as ONNX", "",
            "The greatest difference between the evidence of onnxruntime "
            f"{onnxruntime.__version__} on an exported model and that of `onward predict`, in shares of "
            f"the largest number; at most {TOLERANCE:.0e} is asked, and the same labels. Written by "
            "`Tests/Export/onnx-cells.py`.", "",
            "| cell | prediction | difference |", "|---|---|---|", *lines]) + "\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
