"""Opens a model that Onward saved, runs it in PyTorch and compares the evidence.

    python3 open_model.py runs/fashion-mnist-mf-1/model.safetensors

The file is self-explaining: the names `blocks.B.layers.L.weight`, `blocks.B.layers.L.bias` and
`blocks.B.head.weight` say the order, and weights are [outputs, inputs] as in PyTorch. A ReLU
follows every layer. This script reads dense layers; it refuses what it does not know. It prints
the largest absolute difference and fails above 1e-4.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

import torch
from safetensors.torch import load_file

from image_files import FASHION_MNIST, load_split

ONWARD = Path(__file__).parents[2] / ".build/release/onward"
TOLERANCE = 1e-4
LIMIT = 100
LAYER = re.compile(r"blocks\.(\d+)\.layers\.(\d+)\.(weight|bias)")
HEAD = re.compile(r"blocks\.(\d+)\.head\.weight")


def read_blocks(path):
    """The blocks in order, each as its layers' (weight, bias or None) and its head's weight."""
    layers, heads = {}, {}
    for name, tensor in load_file(path).items():
        if found := LAYER.fullmatch(name):
            block, layer, kind = int(found[1]), int(found[2]), found[3]
            layers.setdefault(block, {}).setdefault(layer, {})[kind] = tensor.float()
        elif found := HEAD.fullmatch(name):
            heads[int(found[1])] = tensor.float()
        else:
            raise SystemExit(f"expected weights of dense layers and heads, got {name} in {path}")
    if not heads or layers.keys() != heads.keys():
        raise SystemExit(
            f"expected layers and a head in every block, got layers in {sorted(layers)} "
            f"and heads in {sorted(heads)}; train with --algorithm mf or bp")
    return [(in_order(path, block, layers[block]), heads[block]) for block in sorted(heads)]


def in_order(path, block, layers):
    """One block's layers by number, as (weight [outputs, inputs], bias or None)."""
    for number, layer in layers.items():
        if "weight" not in layer or layer["weight"].dim() != 2:
            raise SystemExit(f"expected a dense layer in {path}, got something else as layer "
                             f"{number} of block {block}")
    return [(layers[number]["weight"], layers[number].get("bias")) for number in sorted(layers)]


def evidence_of(blocks, images):
    """The evidence of every block [N, blocks, classes]."""
    activation, evidence = images, []
    for layers, head in blocks:
        for weight, bias in layers:
            activation = torch.nn.functional.linear(activation, weight, bias).relu()
        evidence.append(activation @ head.T)
    return torch.stack(evidence, dim=1)


def predict_with_onward(program, model):
    """Onward's evidence [N, classes] and its blocks' evidence [N, blocks, classes]."""
    command = [str(program), "predict", str(model), "--data", "fashion-mnist",
               "--limit", str(LIMIT), "--json"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    except OSError as error:
        raise SystemExit(f"expected to run {program}: {error}; build it, or name it by --onward")
    if done.returncode != 0:
        raise SystemExit(f"status {done.returncode} from: {' '.join(command)}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    lines.sort(key=lambda line: line["index"])
    if [line["index"] for line in lines] != list(range(LIMIT)):
        raise SystemExit(
            f"expected the images 0 to {LIMIT - 1} from onward, got {len(lines)} lines")
    return (torch.tensor([line["evidence"] for line in lines]),
            torch.tensor([line["block_evidence"] for line in lines]))


def largest_difference(found, expected, name):
    """Between two tensors, which must agree in shape."""
    if found.shape != expected.shape:
        raise SystemExit(f"expected {name} of shape {list(expected.shape)}, "
                         f"got {list(found.shape)} from onward")
    return (found - expected).abs().max()


def main():
    """Compares and prints."""
    parser = argparse.ArgumentParser(description="Compares a model's evidence with PyTorch's.")
    parser.add_argument("model", type=Path, help="a model.safetensors")
    parser.add_argument("--onward", type=Path, default=ONWARD, help="the program to compare")
    parser.add_argument("--data-dir", type=Path, default=FASHION_MNIST)
    options = parser.parse_args()
    if not options.model.is_file():
        raise SystemExit(f"expected a model file, got {options.model}; train one first")
    images, _ = load_split(options.data_dir, "t10k")
    expected = evidence_of(read_blocks(options.model), images[:LIMIT])
    evidence, block_evidence = predict_with_onward(options.onward, options.model)
    # Tensors, because Python's own `max` drops what is not a number.
    difference = torch.maximum(
        largest_difference(block_evidence, expected, "block_evidence"),
        largest_difference(evidence, expected.sum(dim=1), "evidence")).item()
    print(f"{LIMIT} images, {expected.shape[1]} blocks: largest absolute difference "
          f"{difference:.1e} (evidence reaches {expected.abs().max().item():.1f})")
    if not difference <= TOLERANCE:  # True for what is not a number
        raise SystemExit(f"expected at most {TOLERANCE:.0e}; was the model run in float32?")


if __name__ == "__main__":
    main()
