"""The rows of the table: what is done, how much of it is measured, and what is aimed at."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Row:
    """One kind of work that both sides do."""

    key: str
    title: str
    #: epoch, rate (samples/s) or latency (µs)
    measure: str
    #: Sizes of the layers, one group for each block that learns alone.
    groups: tuple
    batch_size: int
    #: How many batches (or predictions) are measured; the rest of an epoch is scaled.
    batches: int
    #: The ratios that Onward has to reach, and is to try for.
    floor: float
    goal: float
    #: What `onward benchmark` is told beside the batches.
    onward: tuple

    @property
    def unit(self):
        """What the numbers of the row are."""
        return {"epoch": "s/epoch", "rate": "samples/s", "latency": "µs"}[self.measure]

    @property
    def is_more_better(self):
        """Whether the larger number is the better one."""
        return self.measure == "rate"


FASHION_MNIST = ("--data", "fashion-mnist", "--validation", "0")
#: What PyTorch's side computes.
PAPER = ("--settings", "paper")
RANDOM_IMAGES = ("--random-images", "50000x3x32x32")
CONVOLUTIONS = "64C(3,3)P(2,2),128C(3,3)P(2,2),256C(3,3)P(2,2),512C(3,3)P(2,2)"


def training(algorithm, network, batch_size, data=FASHION_MNIST):
    """The arguments of a training row."""
    return (
        *data, "--algorithm", algorithm, *PAPER, "--network", network,
        "--batch-size", str(batch_size), "--measure", "training")


def by_default(row):
    """The row with what the algorithm presets in place of its author's settings."""
    place = row.onward.index(PAPER[0])
    return replace(row, onward=row.onward[:place] + row.onward[place + 2:])


def prediction(algorithm, network, mode, batch_size):
    """The arguments of a prediction row."""
    return (
        *FASHION_MNIST, "--algorithm", algorithm, *PAPER, "--network", network,
        "--prediction", mode, "--samples-at-once", str(batch_size), "--measure", "prediction")


def one_by_one(*widths):
    """A block for every layer."""
    return tuple((width,) for width in widths)


ROWS = [
    Row("mf", "MF 2×1000, 60,000 samples, batch 256", "epoch", one_by_one(1000, 1000), 256, 235,
        1.25, 1.5, training("mf", "1000,1000", 256)),
    Row("bp", "BP 2×1000, batch 256", "epoch", ((1000, 1000),), 256, 235,
        1.2, 1.35, training("bp", "1000,1000", 256)),
    Row("ff-4", "FF 4×2000, batch 128", "epoch", one_by_one(2000, 2000, 2000, 2000), 128, 120,
        1.3, 1.5, training("ff", "2000,2000,2000,2000", 128)),
    Row("ff-3", "FF 3×1000, batch 100", "epoch", one_by_one(1000, 1000, 1000), 100, 150,
        1.4, 1.8, training("ff", "1000,1000,1000", 100)),
    Row("intff", "IntFF (784,(200,200,200),(50,50)), batch 128", "epoch",
        ((200, 200, 200), (50, 50)), 128, 469, 2, 3,
        training("intff", "784,(200,200,200),(50,50)", 128)),
    Row("cnn", "MF CNN 64/128/256/512, 50,000 × 32×32×3, batch 128", "epoch",
        one_by_one(64, 128, 256, 512), 128, 16, 1.15, 1.35,
        training("mf", CONVOLUTIONS, 128, RANDOM_IMAGES)),
    Row("ff-predict", "FF all-label prediction 4×2000", "rate",
        one_by_one(2000, 2000, 2000, 2000), 100, 12, 1, 1.1,
        prediction("ff", "2000,2000,2000,2000", "sum", 100)),
    Row("mf-predict-1", "MF 2×1000 prediction, last block: batch 1", "latency",
        one_by_one(1000, 1000), 1, 20000, 1, 1.5,
        prediction("mf", "1000,1000", "last-block", 1)),
    Row("mf-predict-256", "the same, batch 256", "latency", one_by_one(1000, 1000), 256, 300,
        1, 1.1, prediction("mf", "1000,1000", "last-block", 256)),
]
