"""Measures one variant of PyTorch's side of one row, in a process of its own.

    .venv/bin/python rival.py mf compiled --batches 50

Prints one JSON object: `value` in the row's unit, `batches` that were measured, and the mean `loss`
of the last batch where something learned. A variant that this machine cannot run prints `reason`
in place of a value.
"""

import argparse
import json
import statistics
import time

import torch

from contrast import FORWARD_FORWARD, INTEGRATED
from convolution import ConvolutionTraining
from image_files import FASHION_MNIST, load_split
from last_block import LATENCY_VARIANTS
from prediction import AllLabelPrediction
from rows import ROWS
from training import ContrastTraining, CrossEntropyTraining

#: Name to (matrix product precision, autocast to bfloat16, compiled). The first is PyTorch as it
#: comes: reported, not counted as the rival.
VARIANTS = {
    "default": ("highest", False, False),
    "float32": ("medium", False, False),
    "float32-compiled": ("medium", False, True),
    "bfloat16": ("medium", True, False),
    "bfloat16-compiled": ("medium", True, True),
}
CLASSES, WARM_UP = 10, 5


def has_native_bfloat16():
    """Whether the processor multiplies bfloat16 itself; slower than float32 where it does not."""
    return torch.backends.cpu.get_cpu_capability() == "AVX512" and (
        torch.ops.mkldnn._is_mkldnn_bf16_supported()
        and "avx512_bf16" in open("/proc/cpuinfo", encoding="utf-8").read())


def random_images():
    """50,000 images of 3 × 32 × 32 numbers, and labels."""
    return torch.rand(50_000, 3, 32, 32), torch.randint(0, CLASSES, (50_000,))


def make_training(row, compiled, data_dir):
    """The row's training program."""
    if row.key == "cnn":
        images, labels = random_images()
        filters = [group[0] for group in row.groups]
        return ConvolutionTraining(images, labels, CLASSES, filters, compiled=compiled)
    images, labels = load_split(data_dir, "train")
    if row.key in ("mf", "bp"):
        return CrossEntropyTraining(images, labels, CLASSES, row.groups, compiled=compiled)
    form = INTEGRATED if row.key == "intff" else FORWARD_FORWARD
    return ContrastTraining(images, labels, CLASSES, row.groups, form, compiled=compiled)


def measure_training(row, compiled, batches, clock, data_dir):
    """Seconds per epoch, scaled from some batches, and the last batch's mean loss."""
    training = make_training(row, compiled, data_dir)
    samples = len(training.labels)

    def order():
        while True:
            yield from torch.randperm(samples).split(row.batch_size)

    numbers = order()
    for _ in range(WARM_UP):
        training.train(next(numbers))
    start, shown = clock(), 0
    for _ in range(batches):
        batch = next(numbers)
        losses = training.train(batch)
        shown += len(batch)
    seconds = clock() - start
    return {"value": seconds * samples / shown, "loss": torch.stack(losses).mean().item()}


def measure_rate(row, compiled, batches, clock, data_dir):
    """Samples per second of Forward-Forward's prediction with every label."""
    images, _ = load_split(data_dir, "t10k")
    program = AllLabelPrediction(images, CLASSES, row.groups, compiled)
    numbers = torch.arange(len(images)).split(row.batch_size)
    seconds = median_seconds(
        lambda turn: program.predict(numbers[turn % len(numbers)]), batches, clock)
    return {"value": row.batch_size / seconds}


def measure_latency(row, variant, batches, clock, data_dir):
    """Microseconds for one batch."""
    images, _ = load_split(data_dir, "t10k")
    batch = images[:row.batch_size].contiguous()
    predict = LATENCY_VARIANTS[variant](batch, row.groups, CLASSES)
    return {"value": median_seconds(lambda turn: predict(), batches, clock) * 1e6}


def median_seconds(predict, count, clock):
    """Of so many calls; a few before that warm up and do not count."""
    for turn in range(max(2, count // 10)):
        predict(turn)
    seconds = []
    for turn in range(count):
        start = clock()
        predict(turn)
        seconds.append(clock() - start)
    return statistics.median(seconds)


def measure(row, variant, batches, clock, data_dir):
    """The result as a dictionary, or the reason why there is none."""
    precision, is_bfloat16, compiled = VARIANTS.get(variant, ("medium", False, False))
    if is_bfloat16 and not has_native_bfloat16():
        return {"reason": "no native bfloat16"}
    torch.set_float32_matmul_precision(precision)
    with torch.autocast("cpu", torch.bfloat16, enabled=is_bfloat16):
        if row.measure == "epoch":
            return measure_training(row, compiled, batches, clock, data_dir)
        if row.measure == "rate":
            return measure_rate(row, compiled, batches, clock, data_dir)
        return measure_latency(row, variant, batches, clock, data_dir)


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Measures PyTorch's side of one row.")
    parser.add_argument("row", choices=[row.key for row in ROWS])
    parser.add_argument("variant", choices=sorted({*VARIANTS, *LATENCY_VARIANTS}))
    parser.add_argument("--batches", type=int, help="default: the row's")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data-dir", default=FASHION_MNIST, help="Fashion-MNIST's IDX files")
    parser.add_argument(
        "--cpu-seconds", action="store_true", help="count processor time, on a machine not quiet")
    options = parser.parse_args()
    row = next(row for row in ROWS if row.key == options.row)
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    clock = time.process_time if options.cpu_seconds else time.perf_counter
    batches = options.batches or row.batches
    result = measure(row, options.variant, batches, clock, options.data_dir)
    print(json.dumps({"variant": options.variant, "batches": batches, **result}))


if __name__ == "__main__":
    main()
