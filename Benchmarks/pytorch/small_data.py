"""Small data: Mono-Forward by its defaults beside scikit-learn, and beside itself tuned.

    small_data.py ONWARD [--output Documentation/Results/small-data.md]

Every data set is split ten times, the same share of each class, into a folder that Onward reads: train.csv and
test.csv, of which it is told the label's column and nothing else, or pictures in folders by class. scikit-learn
has the same numbers, a logistic regression, and an MLPClassifier whose settings are chosen by 20 draws, each
judged on 5 folds of the training part. On the first three splits Onward's own settings are drawn 20 times as
well and judged on the same folds.
"""

import argparse
import csv
import json
import pathlib
import statistics
import subprocess
import tempfile
import warnings

import numpy
from PIL import Image
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (
    RandomizedSearchCV, StratifiedKFold, StratifiedShuffleSplit, train_test_split)
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SPLITS, TUNED_SPLITS, FOLDS, DRAWS = 10, 3, 5, 20
PICTURES = 300


def load_pictures(return_X_y=True):
    """Scanned digits of 8 × 8 pixels, gray from 0 to 255, as many of each class."""
    samples, labels = load_digits(return_X_y=return_X_y)
    samples, _, labels, _ = train_test_split(
        samples, labels, train_size=PICTURES, stratify=labels, random_state=0)
    return (samples * 255 / 16).round(), labels


def write_pictures(folder, part, samples, labels):
    for number, (sample, label) in enumerate(zip(samples, labels)):
        path = folder / part / str(label) / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(sample.reshape(8, 8).astype(numpy.uint8)).save(path)


def write_table(folder, part, samples, labels):
    with open(folder / f"{part}.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([f"x{i}" for i in range(samples.shape[1])] + ["class"])
        rows.writerows([*map(repr, map(float, row)), f"c{label}"]
                       for row, label in zip(samples, labels))


def onward(program, folder, write, train, test, settings=()):
    """Accuracy on the samples of `test` of a training on those of `train`; each samples and labels."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        data = pathlib.Path(name, "data")
        data.mkdir()
        write(data, "train", *train)
        write(data, "test", *test)
        run = pathlib.Path(name, "run")
        subprocess.run(
            [program, "train", "--algorithm", "mf", "--data", data, "--output", run, "--quiet",
             *(["--label-column", "class"] if write is write_table else []), *settings], check=True)
        return json.loads((run / "summary.json").read_text())["test_accuracy"]


def rivals(train, test):
    logistic = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000)).fit(*train)
    search = RandomizedSearchCV(
        make_pipeline(StandardScaler(), MLPClassifier(max_iter=500)),
        {"mlpclassifier__hidden_layer_sizes": [(50,), (100,), (200,), (100, 100)],
         "mlpclassifier__alpha": 10.0 ** numpy.arange(-5, 1),
         "mlpclassifier__learning_rate_init": [0.0003, 0.001, 0.003, 0.01]},
        n_iter=DRAWS, cv=StratifiedKFold(FOLDS, shuffle=True, random_state=0), random_state=0,
        n_jobs=2).fit(*train)
    return logistic.score(*test), search.score(*test)


def tuned(program, folder, write, train, test):
    """Onward with the best of some settings, chosen on folds of the training part."""
    draw = numpy.random.default_rng(0)
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(*train))

    def judged(settings):
        return statistics.mean(
            onward(program, folder, write, (train[0][a], train[1][a]), (train[0][b], train[1][b]),
                   settings)
            for a, b in folds)

    drawn = [
        ["--lr", str(10 ** draw.uniform(-3.5, -1.5)), "--epochs", str(draw.choice([10, 30, 100])),
         "--batch-size", str(draw.choice([8, 16, 32, 64])), "--dropout", str(draw.uniform(0, 0.3))]
        for _ in range(DRAWS)]
    return onward(program, folder, write, train, test, max(drawn, key=judged))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    program = options.program.resolve()
    lines = [
        "# Small data",
        "",
        "Mono-Forward by its defaults beside scikit-learn on the same ten stratified splits, a fifth of "
        "the samples to test with; means in %. The MLPClassifier's settings are the best of 20 draws, "
        "judged on 5 folds of the training part. Tuned: Onward on the first three splits, by its "
        "defaults and with the best of 20 draws on the same folds. The pictures are a folder of 300 "
        "scanned digits. Written by `Benchmarks/pytorch/small_data.py`.",
        "",
        "| data | Onward | logistic regression | MLPClassifier, tuned | three splits: Onward | tuned |",
        "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for name, load, write in [
            ("iris", load_iris, write_table), ("wine", load_wine, write_table),
            ("wdbc", load_breast_cancer, write_table),
            (f"{PICTURES} pictures", load_pictures, write_pictures),
        ]:
            samples, labels = load(return_X_y=True)
            splits = StratifiedShuffleSplit(SPLITS, test_size=0.2, random_state=0)
            ours, theirs, best = [], [], []
            for number, (a, b) in enumerate(splits.split(samples, labels)):
                train, test = (samples[a], labels[a]), (samples[b], labels[b])
                ours.append(onward(program, folder, write, train, test))
                theirs.append(rivals(train, test))
                if number < TUNED_SPLITS:
                    best.append(tuned(program, folder, write, train, test))
            columns = map(
                statistics.mean, [ours, *zip(*theirs), ours[:TUNED_SPLITS], best])
            lines.append(f"| {name} | " + " | ".join(f"{100 * x:.2f}" for x in columns) + " |")
            print(lines[-1], flush=True)
    if options.output:
        options.output.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
