#!/usr/bin/env python3
"""Takes machines away from trainings: kills, stops or cuts off a program at a random moment.

Every other program has to end by itself within 15 seconds, with status 75 and a message that names rank and host
of one that was lost; and what is left has to be gone on with, on as many stages or, every third time, on
another number, to the bits and the metrics of a training that nothing happened to. Hosts are network namespaces
of this machine; needs root.
"""

import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import signal
import sys
import tempfile
import time

from hosts import Hosts
from programs import alone, differences, epochs, expect, run
from training import BUILT, Training

SETTINGS = (
    "--data synthetic-digits --algorithm ff --negatives hard-label --network 120,100,80,60 "
    "--batch-size 40 --epochs 15 --threads 1 --quiet --checkpoint-minutes 0.03"
).split()
SECONDS_TO_END = 15
SECONDS_TO_START = 60


def strike(hosts, training, kind, lost):
    if kind == "cut":
        hosts.set_link(lost % hosts.count, "down")
    else:
        name = signal.SIGKILL if kind == "kill" else signal.SIGSTOP
        os.kill(training.process(lost), name)


def judge(hosts, training, kind, lost):
    """What is wrong with how the programs ended."""
    host = lost % hosts.count
    beyond = {rank for rank in range(training.count) if rank % hosts.count == host}
    gone = beyond if kind == "cut" else {lost}
    for rank in range(training.count):
        # Of those on both sides of a cut, each has lost the other side.
        others = gone if rank not in gone else set(range(training.count)) - gone
        if rank in gone and kind != "cut":
            continue
        if not training.has_ended(rank):
            yield f"rank {rank} had not ended"
        elif training.status(rank) != 75:
            yield f"rank {rank} ended with {training.status(rank)}: {training.errors(rank)[-800:]}"
        else:
            said = re.search(r"rank (\d+) on host (\S+) was lost", training.errors(rank))
            named = said and (int(said[1]), said[2])
            if named not in [(other, hosts.name(other % hosts.count)) for other in others]:
                yield f"rank {rank} named {named}: {training.errors(rank)[-800:]}"


def fault(hosts, folder, chance, seconds):
    """One training that loses a program: what happened, what was wrong; nothing where it ended before."""
    programs = chance.choice([2, 3, 4])
    kind = chance.choice(["kill", "stop", "cut"])
    lost = chance.randrange(programs)
    moment = chance.uniform(0, seconds)
    with Training(hosts, programs, [*SETTINGS, "--output", folder]) as training:
        begun = training.wait_until(lambda: (folder / "recipe.yaml").exists(), SECONDS_TO_START)
        if begun is None:
            return programs, f"{programs} programs", f"did not begin:\n{training.all_output()[-800:]}"
        time.sleep(moment)
        if (folder / "summary.json").exists():
            return None
        strike(hosts, training, kind, lost)
        begin = time.monotonic()
        awaited = [rank for rank in range(programs) if kind == "cut" or rank != lost]
        took = training.wait_for_end(awaited, SECONDS_TO_END)
        wrong = list(judge(hosts, training, kind, lost))
        if kind == "cut":
            hosts.set_link(lost % hosts.count, "up")
        if wrong and (folder / "summary.json").exists():
            # It was done, and only leaving.
            if all(training.status(rank) in (0, 75) for rank in awaited):
                return None
    took = time.monotonic() - begin if took is None else took
    name = f"{kind} of rank {lost} of {programs} after {moment:.1f} s, ended in {took:.1f} s"
    return programs, name, "\n".join(wrong)


def resume(hosts, folder, programs):
    """Goes on with what a fault has left; whether there was a checkpoint, and what was wrong."""
    is_begun = any(folder.glob("checkpoint.safetensors*"))
    if not is_begun:
        shutil.rmtree(folder)
    head = ["--resume", folder, "--quiet"] if is_begun else [*SETTINGS, "--output", folder]
    if programs == 1 and is_begun:
        # Which the usual command reads as well.
        result = alone(head)
    else:
        command = [*hosts.mpirun(programs), BUILT / "onward-mpi", "train", *head]
        result = run(command, timeout=120)
    if result.returncode != 0:
        return is_begun, f"resumed by {programs}: status {result.returncode}\n{result.stderr[-1500:]}"
    return is_begun, ""


def compare(undisturbed, folder):
    if not (folder / "model.safetensors").exists():
        return "no model"
    other = differences(undisturbed / "model.safetensors", folder / "model.safetensors")
    if epochs(undisturbed) != epochs(folder):
        other.append("metrics")
    return f"differs in {', '.join(other)}" if other else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    tally = collections.Counter()
    with tempfile.TemporaryDirectory() as name, Hosts(3) as hosts:
        name = pathlib.Path(name)
        undisturbed = name / "undisturbed"
        settings = SETTINGS[: SETTINGS.index("--checkpoint-minutes")]
        expect(alone([*settings, "--output", undisturbed]))
        with Training(hosts, 3, [*SETTINGS, "--output", name / "timed"]) as training:
            assert training.wait_until((name / "timed/recipe.yaml").exists, SECONDS_TO_START)
            seconds = training.wait_until((name / "timed/summary.json").exists, 120)
        print(f"an undisturbed training takes {seconds:.1f} s", flush=True)
        while tally["faults"] < options.count:
            folder = name / "run"
            happened = fault(hosts, folder, chance, seconds)
            if happened is None:
                print("ended before anything happened", flush=True)
                shutil.rmtree(folder)
                continue
            programs, what, wrong = happened
            tally["faults"] += 1
            tally["clean ends"] += not wrong
            now = programs
            if tally["faults"] % 3 == 0:
                now = chance.choice([number for number in (1, 2, 3, 4) if number != programs])
            had_checkpoint, failed = resume(hosts, folder, now)
            failed = failed or compare(undisturbed, folder)
            tally["resumed to the same bits and metrics"] += not failed
            tally["of them from a checkpoint"] += not failed and had_checkpoint
            tally["of them on another number"] += not failed and now != programs
            verdict = "; ".join(part for part in (wrong, failed) if part) or "well"
            print(f"{tally['faults']}: {what}; resumed by {now}: {verdict}", flush=True)
            shutil.rmtree(folder)
    print(", ".join(f"{count} {what}" for what, count in tally.items()))
    wanted = tally["faults"]
    sys.exit(tally["clean ends"] != wanted or tally["resumed to the same bits and metrics"] != wanted)


if __name__ == "__main__":
    main()
