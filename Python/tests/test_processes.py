"""Threads, forks, interrupts and ends of the interpreter, each in a process of its own."""

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

import onward
from onward import OnwardClassifier

START = """
import numpy as np, os, signal, sys, threading, time
import onward
from onward import OnwardClassifier
X = np.random.default_rng(0).normal(size=(4000, 100)).astype(np.float32)
y = (X[:, 0] > 0).astype(int)
"""


def run(program, status=0, seconds=60):
    """Runs a program, in which no exception may be ignored; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", START + program], capture_output=True, text=True, timeout=seconds)
    assert done.returncode == status and "ignored" not in done.stderr, done.stderr
    return done.stdout


def test_ctrl_c_ends_a_training_after_its_batch():
    said = run("""
main = threading.main_thread().ident
threading.Timer(0.7, lambda: signal.pthread_kill(main, signal.SIGINT)).start()
model = OnwardClassifier(network="300,300", epochs=100000)
begin = time.monotonic()
try:
    model.fit(X, y)
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - begin < 20, model.score(X, y) > 0.8)
""")
    assert said.strip() == "interrupted True True"


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.01, 0.03, 0.1])
def test_interrupts_at_any_moment(delay):
    """During preparation, training or answering: an exception or the end, and the process goes on."""
    said = run(f"""
import itertools
def interrupt():
    time.sleep({delay})
    os.kill(os.getpid(), signal.SIGINT)
for turn in range(10):
    try:
        thread = threading.Thread(target=interrupt)
        thread.start()
        model = OnwardClassifier(network="50", epochs=2, threads=2).fit(X, y)
        for _ in itertools.repeat(0, 10000):
            model.predict(X[:100])
    except KeyboardInterrupt:
        pass
    thread.join()
print(OnwardClassifier(network="50", epochs=2).fit(X, y).score(X, y) > 0.7)
""", seconds=120)
    assert said.strip().endswith("True")


def test_a_handler_of_the_programs_own_is_heard_too():
    said = run("""
class Late(Exception): pass
def handle(*_): raise Late
signal.signal(signal.SIGALRM, handle)
signal.setitimer(signal.ITIMER_REAL, 0.5)
try:
    OnwardClassifier(network="300,300", epochs=100000).fit(X, y)
except Late:
    print("late")
""")
    assert said.strip() == "late"


def test_a_forked_child_is_told_why_it_cannot():
    said = run("""
OnwardClassifier(network="50", epochs=1, threads=2).fit(X, y)
child = os.fork()
if child == 0:
    try:
        OnwardClassifier(network="50", epochs=1).fit(X, y)
    except onward.MachineError as error:
        print("spawn" in str(error), flush=True)
    os._exit(0)
os.waitpid(child, 0)
print(OnwardClassifier(network="50", epochs=1).fit(X, y).score(X, y) > 0)
""")
    assert said.split() == ["True", "True"]


def test_a_child_that_is_forked_before_may():
    said = run("""
child = os.fork()
if child == 0:
    print(OnwardClassifier(network="50", epochs=2, threads=2).fit(X, y).score(X, y) > 0.6, flush=True)
    os._exit(0)
os.waitpid(child, 0)
""")
    assert said.split() == ["True"]


@pytest.mark.parametrize("ending", ["", "raise SystemExit(0)", "sys.exit()"])
def test_the_interpreter_ends_during_a_training(ending):
    begin = time.monotonic()
    run(f"""
threading.Thread(
    target=lambda: OnwardClassifier(network="300,300", epochs=100000).fit(X, y), daemon=True).start()
time.sleep(0.5)
{ending}
""")
    assert time.monotonic() - begin < 20


def test_threads_that_ask_one_model_get_its_answers(fitted, digits):
    X, _ = digits
    expected, answers = fitted.predict_proba(X), []
    threads = [
        threading.Thread(target=lambda: answers.append(fitted.predict_proba(X))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and all(np.array_equal(one, expected) for one in answers)


def test_threads_that_fit_one_estimator_do_not_mix_what_they_fitted(digits):
    X, y = digits
    model = OnwardClassifier(network="100", threads=1)
    threads = [
        threading.Thread(target=lambda few=few: model.set_params(epochs=9 - few).fit(X[y < few], y[y < few]))
        for few in (2, 5, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(model.classes_) == len(model.model_.classes)
    few = len(model.classes_)
    assert model.score(X[y < few], y[y < few]) > 0.8


def test_a_model_in_training_refuses_another_thread(digits):
    X, y = digits
    model = OnwardClassifier(network="200,200", threads=1).partial_fit(X, y, classes=range(10))
    outcomes = []

    def learn():
        try:
            for _ in range(20):
                model.partial_fit(X, y)
            outcomes.append(None)
        except onward.InputError as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=learn) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert None in outcomes and any(one and "being trained" in one for one in outcomes)
    assert model.score(X, y) > 0.8


def test_a_callback_that_asks_its_own_model_is_refused(digits):
    X, y = digits
    model = OnwardClassifier(network="16", epochs=3).fit(X, y)
    with pytest.raises(NotFittedError):
        model.fit(X, y, callback=lambda metrics: model.score(X, y))
