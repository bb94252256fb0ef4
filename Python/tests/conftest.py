import numpy as np
import pytest
from sklearn.datasets import load_digits

from onward import OnwardClassifier


@pytest.fixture(scope="session")
def digits():
    """1797 images of 8 × 8 as float32 rows, and their classes."""
    X, y = load_digits(return_X_y=True)
    return X.astype(np.float32) / 16, y


@pytest.fixture(scope="session")
def fitted(digits):
    """A small network that knows the digits."""
    X, y = digits
    return OnwardClassifier(network="48,48,48", epochs=15, image_shape=(8, 8)).fit(X[:1500], y[:1500])
