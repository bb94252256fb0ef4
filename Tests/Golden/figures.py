"""Writes figures.json: what scikit-learn, and NumPy for calibration, say of 200 random answers each.

    python3 Tests/Golden/figures.py

Evidence comes in quarters, so that many answers tie. Cases have classes without samples, classes that
are never answered, samples of one class only, and more than ten classes. Shares are softmax of the
evidence in double precision, summed in order. Written by scikit-learn 1.9.
"""

import json
import math
import random
from pathlib import Path

import numpy as np
from sklearn import metrics

SAMPLES, BINS = 200, 15


def shares(evidence):
    rows = []
    for row in evidence:
        powers = [math.exp(number - max(row)) for number in row]
        total = 0.0
        for power in powers:
            total += power
        rows.append([power / total for power in powers])
    return np.array(rows)


def calibration_error(labels, answers, largest):
    bins = np.clip(np.ceil(largest * BINS).astype(int) - 1, 0, BINS - 1)
    error = 0.0
    for number in range(BINS):
        chosen = bins == number
        if chosen.any():
            right = np.mean(answers[chosen] == labels[chosen])
            error += chosen.mean() * abs(right - largest[chosen].mean())
    return error


def case(name, classes, labelled, answered, seed):
    """`labelled` classes have samples, `answered` ones can have the most evidence."""
    generator = random.Random(seed)
    labels = [generator.choice(labelled) for _ in range(SAMPLES)]
    evidence = []
    for label in labels:
        row = [generator.randint(-8, 8) / 4 for _ in range(classes)]
        row[label] += 1
        evidence.append([number if place in answered else -4.0 for place, number in enumerate(row)])
    # Rows that tie as a whole.
    evidence[SAMPLES // 2:SAMPLES // 2 + 20] = evidence[:20]
    y, p = np.array(labels), shares(evidence)
    answers = np.argmax(p, axis=1)
    everyone = list(range(classes))
    each = metrics.precision_recall_fscore_support(y, answers, labels=everyone, zero_division=0)
    macro = metrics.precision_recall_fscore_support(y, answers, average="macro", zero_division=0)
    areas = [
        float(metrics.roc_auc_score(y == number, p[:, number]))
        if 0 < (y == number).sum() < SAMPLES else None
        for number in everyone]
    known = [area for area in areas if area is not None]
    return {
        "name": name, "labels": labels, "evidence": evidence,
        "confusion": metrics.confusion_matrix(y, answers, labels=everyone).tolist(),
        "precision": each[0].tolist(), "recall": each[1].tolist(), "f1": each[2].tolist(),
        "samples": each[3].tolist(), "areas": areas,
        "macro": [float(number) for number in macro[:3]],
        "area": float(np.mean(known)) if known else None,
        "balancedAccuracy": float(np.mean(each[1][each[3] > 0])),
        "loss": float(metrics.log_loss(y, p, labels=everyone)),
        "calibrationError": float(calibration_error(y, answers, p.max(axis=1))),
        "topThree": float(metrics.top_k_accuracy_score(y, np.array(evidence), k=3, labels=everyone))
        if classes > 10 else None,
    }


if __name__ == "__main__":
    cases = [
        case("two classes", 2, [0, 1], [0, 1], 1),
        case("four classes", 4, [0, 1, 2, 3], [0, 1, 2, 3], 2),
        case("absent classes", 5, [0, 1, 2], [1, 2, 3], 3),
        case("one class only", 3, [1], [0, 1, 2], 4),
        case("twelve classes", 12, list(range(12)), list(range(12)), 5),
    ]
    for given in cases:
        # scikit-learn leaves classes without samples out of it, with a warning.
        labels = np.array(given["labels"])
        answers = np.argmax(np.array(given["evidence"]), axis=1)
        score = metrics.balanced_accuracy_score(labels, answers)
        assert abs(score - given["balancedAccuracy"]) < 1e-12, given["name"]
    file = Path(__file__).with_suffix(".json")
    file.write_text(
        "[\n" + ",\n".join(json.dumps(given, separators=(",", ":")) for given in cases) + "\n]\n")
