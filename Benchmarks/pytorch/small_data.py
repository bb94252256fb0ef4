"""Small tables: Mono-Forward by its defaults beside scikit-learn, and beside itself tuned.

    small_data.py ONWARD [--output Documentation/Results/small-data.md]

Every data set is split ten times, the same share of each class, into a folder with train.csv and test.csv
that both sides read. Onward is told the label's column and nothing else. scikit-learn has a logistic
regression, and an MLPClassifier whose settings are chosen by 20 draws, each judged on 5 folds of the training
part. On the first split Onward's own settings are drawn 20 times as well and judged on the same folds.
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
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (
    RandomizedSearchCV, StratifiedKFold, StratifiedShuffleSplit)
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SPLITS, FOLDS, DRAWS = 10, 5, 20


def write(path, samples, labels):
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([f"x{i}" for i in range(samples.shape[1])] + ["class"])
        rows.writerows([*map(repr, map(float, row)), f"c{label}"]
                       for row, label in zip(samples, labels))


def onward(program, folder, train, test, settings=()):
    """Accuracy on the rows of `test` of a training on those of `train`; each samples and labels."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        data = pathlib.Path(name, "data")
        data.mkdir()
        write(data / "train.csv", *train)
        write(data / "test.csv", *test)
        run = pathlib.Path(name, "run")
        subprocess.run(
            [program, "train", "--algorithm", "mf", "--data", data, "--label-column", "class",
             "--output", run, "--quiet", *settings], check=True)
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


def tuned(program, folder, train, test):
    """Onward with the best of some settings, chosen on folds of the training part."""
    draw = numpy.random.default_rng(0)
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(*train))

    def judged(settings):
        return statistics.mean(
            onward(program, folder, (train[0][a], train[1][a]), (train[0][b], train[1][b]), settings)
            for a, b in folds)

    drawn = [
        ["--lr", str(10 ** draw.uniform(-3.5, -1.5)), "--epochs", str(draw.choice([10, 30, 100])),
         "--batch-size", str(draw.choice([8, 16, 32, 64])), "--dropout", str(draw.uniform(0, 0.3))]
        for _ in range(DRAWS)]
    return onward(program, folder, train, test, max(drawn, key=judged))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    program = options.program.resolve()
    lines = [
        "# Small tables",
        "",
        "Mono-Forward by its defaults beside scikit-learn on the same ten stratified splits, a fifth of "
        "the rows to test with; means in %. The MLPClassifier's settings are the best of 20 draws, judged "
        "on 5 folds of the training part. Tuned: Onward on the first split, by its defaults and with the "
        "best of 20 draws on the same folds. Written by `Benchmarks/pytorch/small_data.py`.",
        "",
        "| data | Onward | logistic regression | MLPClassifier, tuned | first split: Onward | tuned |",
        "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for name, load in [("iris", load_iris), ("wine", load_wine), ("wdbc", load_breast_cancer)]:
            samples, labels = load(return_X_y=True)
            splits = StratifiedShuffleSplit(SPLITS, test_size=0.2, random_state=0)
            ours, theirs = [], []
            for number, (a, b) in enumerate(splits.split(samples, labels)):
                train, test = (samples[a], labels[a]), (samples[b], labels[b])
                ours.append(onward(program, folder, train, test))
                theirs.append(rivals(train, test))
                if number == 0:
                    best = tuned(program, folder, train, test)
            columns = [statistics.mean(ours), *map(statistics.mean, zip(*theirs)), ours[0], best]
            lines.append(f"| {name} | " + " | ".join(f"{100 * x:.2f}" for x in columns) + " |")
            print(lines[-1], flush=True)
    if options.output:
        options.output.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
