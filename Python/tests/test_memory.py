"""What memory takes, in processes of their own."""

import subprocess
import sys

LOOP = """
import numpy as np, onward, resource
X = np.random.default_rng(0).normal(size=(64, 8)).astype(np.float32)
y = np.arange(64) % 2
def now():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
def turn(count):
    for _ in range(count):
        model = onward.OnwardClassifier(network="8", epochs=1).fit(X, y)
        model.predict(X)
turn(1000)
before = now()
turn({count})
print((now() - before) / 2**20)
"""

PEAK = """
import numpy as np, onward, resource
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
rng = np.random.default_rng(0)
X = rng.random((60000, 784), dtype=np.float32)
y = rng.integers(0, 10, 60000)
onward.OnwardClassifier(network="16", epochs=1).fit(X[:1000], y[:1000])
before = peak()
onward.OnwardClassifier(network="16", epochs=1).fit(X, y)
print(peak() - before)
"""


def measured(program):
    return float(subprocess.check_output([sys.executable, "-c", program], text=True, timeout=600))


def test_fits_and_predictions_in_a_loop_leave_nothing():
    assert measured(LOOP.format(count=2000)) < 4


def test_samples_are_not_copied():
    """180 MiB of them."""
    assert measured(PEAK) < 60
