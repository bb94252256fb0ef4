"""Onward's server beside onnxruntime in a plain uvicorn server: the same network, questions and clients (wrk), on
the same two cores, in turns. Prints a table; --seconds, --rounds and --connections say how long and how hard.

usage: compare.py [--seconds 30] [--rounds 3] [--connections 8] [--report FILE]"""

import argparse
import datetime
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors import safe_open

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build" / "release"
HERE = pathlib.Path(__file__).parent


def network(folder):
    subprocess.run(
        [BUILD / "onward", "train", "--data", "synthetic-digits", "--network", "1000,1000", "--epochs", "2",
         "--output", folder / "model", "--quiet"], check=True)
    return folder / "model"


def to_onnx(model, path):
    """Two dense layers, a head on each, and the weighed sum of what the heads say."""
    with safe_open(model / "model.safetensors", "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        votes = json.loads(file.metadata()["votes"])
    constants = [numpy_helper.from_array(value, name) for name, value in tensors.items()]
    constants += [numpy_helper.from_array(numpy.float32(vote), f"vote{block}") for block, vote in enumerate(votes)]
    nodes, signal = [], "input"
    for block in range(2):
        weight, bias = f"blocks.{block}.layers.0.weight", f"blocks.{block}.layers.0.bias"
        product = [signal, weight] + ([bias] if bias in tensors else [])
        nodes += [
            helper.make_node("Gemm", product, [f"sum{block}"], transB=1),
            helper.make_node("Relu", [f"sum{block}"], [f"output{block}"]),
            helper.make_node("Gemm", [f"output{block}", f"blocks.{block}.head.weight"], [f"head{block}"], transB=1),
            helper.make_node("Mul", [f"head{block}", f"vote{block}"], [f"say{block}"]),
        ]
        signal = f"output{block}"
    nodes.append(helper.make_node("Add", ["say0", "say1"], ["evidence"]))
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, "digits", [value("input", TensorProto.FLOAT, ["rows", 784])],
        [value("evidence", TensorProto.FLOAT, ["rows", 10])], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 9
    onnx.checker.check_model(made)
    onnx.save(made, path)


def question(rows, is_binary):
    numbers = numpy.random.default_rng(rows).random((rows, 784), numpy.float32)
    tensor = {"name": "input", "datatype": "FP32", "shape": [rows, 784]}
    output = {"name": "evidence", "parameters": {"binary_data": is_binary}}
    if is_binary:
        tensor["parameters"] = {"binary_data_size": numbers.nbytes}
        head = json.dumps({"inputs": [tensor], "outputs": [output]}).encode()
        return head + numbers.tobytes(), {"Content-Type": "application/octet-stream", "Inference-Header-Content-Length": str(len(head))}
    tensor["data"] = numbers.ravel().tolist()
    return json.dumps({"inputs": [tensor], "outputs": [output]}).encode(), {"Content-Type": "application/json"}


def evidence(url, body, headers):
    response = urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60)
    said, length = response.read(), response.headers.get("inference-header-content-length")
    if length:
        return numpy.frombuffer(said[int(length):], numpy.float32)
    return numpy.array(json.loads(said)["outputs"][0]["data"], numpy.float32)


def load(url, body, headers, folder, seconds, connections):
    (folder / "body").write_bytes(body)
    lines = [f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items()]
    (folder / "ask.lua").write_text(
        f'wrk.method = "POST"\nlocal file = io.open("{folder}/body", "rb")\nwrk.body = file:read("*a")\n' + "\n".join(lines))
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", folder / "ask.lua", url],
        capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    milliseconds = {"us": 1e-3, "ms": 1, "s": 1e3}
    share = {
        key: float(number) * milliseconds[unit]
        for key, number, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", said)}
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), share["50"], share["99"]


class Served:
    def __init__(self, command, port, environment):
        self.process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=HERE)
        self.url = f"http://127.0.0.1:{port}/v2/models/model/infer"
        body, headers = question(1, False)
        for _ in range(200):
            try:
                evidence(self.url, body, headers)
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{command[0]} does not answer")

    def end(self):
        self.process.terminate()
        self.process.wait()


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--connections", type=int, default=8)
    asked.add_argument("--report", type=pathlib.Path)
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        model = network(folder)
        to_onnx(model, folder / "model.onnx")
        rival = [sys.executable, "-m", "uvicorn", "rival:app", "--port", "8902", "--log-level", "error"]
        sides = {
            "Onward": ([BUILD / "onward-server", model, "--port", "8901"], 8901, {}),
            "onnxruntime, uvicorn": (rival, 8902, {"RIVAL_MODEL": str(folder / "model.onnx"), "RIVAL_THREADS": "2"}),
            "onnxruntime, uvicorn, 2 workers": (
                rival + ["--workers", "2"], 8902, {"RIVAL_MODEL": str(folder / "model.onnx"), "RIVAL_THREADS": "1"}),
        }
        lines = ["| asked | server | requests/s | p50, ms | p99, ms |", "|---|---|---|---|---|"]
        for rows in (1, 64):
            for is_binary in (False, True):
                body, headers = question(rows, is_binary)
                figures, answers = {side: [] for side in sides}, {}
                for _ in range(asked.rounds):
                    for side, terms in sides.items():
                        served = Served(*terms)
                        try:
                            answers[side] = evidence(served.url, body, headers)
                            load(served.url, body, headers, folder, 2, asked.connections)
                            figures[side].append(
                                load(served.url, body, headers, folder, asked.seconds, asked.connections))
                        finally:
                            served.end()
                for answer in answers.values():
                    assert numpy.allclose(answer, answers["Onward"], rtol=1e-3, atol=1e-3)
                form = f"{rows} sample{'s' if rows > 1 else ''}, {'bytes' if is_binary else 'JSON'}"
                for side, found in figures.items():
                    rate, half, most = (statistics.median(each) for each in zip(*found))
                    lines.append(f"| {form} | {side} | {rate:,.0f} | {half:.2f} | {most:.2f} |")
                    print(lines[-1], flush=True)
    text = "\n".join(lines) + "\n"
    if asked.report:
        asked.report.write_text(
            f"# The server under load\n\n{datetime.date.today()}: {asked.connections} connections of wrk on loopback, "
            f"{asked.seconds} s, medians of {asked.rounds} rounds in turns, servers and client on the same "
            f"{os.cpu_count()} cores; two blocks of 1,000 units. `make benchmark-server` writes this anew.\n\n{text}")


main()
