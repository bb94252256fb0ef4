"""From the first connection to the last answer."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

import pytest

from conftest import BUILD, Server, onward

BODY = json.dumps(
    {"inputs": [{"name": "input", "datatype": "FP32", "shape": [1, 784], "data": [0.5] * 784}]})
HEADERS = {"Content-Type": "application/json"}


class Client(threading.Thread):
    """Asks again and again on one connection until it is told to close it; a stubborn one then makes another."""

    def __init__(self, server, is_stubborn):
        super().__init__()
        self.server, self.is_stubborn = server, is_stubborn
        self.statuses, self.lost, self.lost_fresh = [], [], []
        self.start()

    def run(self):
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
            try:
                connection.connect()
            except OSError:
                return
            is_fresh = True
            while True:
                try:
                    connection.request("POST", "/v2/models/digits/infer", BODY, HEADERS)
                    response = connection.getresponse()
                    response.read()
                except (OSError, http.client.HTTPException) as error:
                    (self.lost_fresh if is_fresh else self.lost).append(repr(error))
                    return
                self.statuses.append(response.status)
                is_fresh = False
                if response.headers.get("Connection") == "close":
                    break
            connection.close()
            if not self.is_stubborn:
                return


def test_the_end_under_load_loses_no_accepted_request(runs):
    server = Server(runs / "digits")
    clients = [Client(server, is_stubborn=place < 2) for place in range(8)]
    time.sleep(1.5)
    begun = time.monotonic()
    server.process.terminate()
    time.sleep(0.4)
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(server.url + "/v2/health/ready", timeout=5)
    assert refusal.value.code == 503 and refusal.value.headers["Retry-After"]
    for client in clients:
        client.join(30)
    assert server.process.wait(30) == 0
    assert time.monotonic() - begun < 10
    assert sum(len(client.statuses) for client in clients) > 100
    assert {status for client in clients for status in client.statuses} == {200}
    assert [error for client in clients for error in client.lost] == []
    # Who still makes connections meets a port that closes before it has taken them.
    assert [error for client in clients if not client.is_stubborn for error in client.lost_fresh] == []


def test_models_are_read_again(runs, tmp_path):
    shutil.copytree(runs / "digits", tmp_path / "digits")
    with Server(tmp_path / "digits") as server:
        assert server.get("/v2/models/digits")["versions"] == ["1"]
        server.process.send_signal(signal.SIGHUP)
        wait(lambda: server.get("/v2/models/digits")["versions"] == ["2"])
        (tmp_path / "digits" / "model.safetensors").write_bytes(b"damaged")
        server.process.send_signal(signal.SIGHUP)
        assert "stays" in server.process.stdout.readline() + server.process.stdout.readline()
        assert server.get("/v2/models/digits")["versions"] == ["2"]


def wait(until, seconds=10):
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_other_machines_need_a_token(runs, tmp_path):
    command = [BUILD / "onward-server", runs / "digits", "--host", "0.0.0.0", "--port", "0"]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert refused.returncode == 64 and "token" in refused.stderr
    (tmp_path / "token").write_text("a-secret-of-some-length\n")
    with Server(runs / "digits", "--host", "0.0.0.0", "--token-file", tmp_path / "token") as server:
        url = f"http://127.0.0.1:{server.port}/v2"
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(url)
        assert refusal.value.code == 401
        known = urllib.request.Request(url, headers={"Authorization": "Bearer a-secret-of-some-length"})
        assert urllib.request.urlopen(known).status == 200


def test_a_port_that_is_taken_is_named(runs):
    with Server(runs / "digits") as server:
        command = [BUILD / "onward-server", runs / "digits", "--port", str(server.port)]
        refused = subprocess.run(command, capture_output=True, text=True, timeout=30)
        assert refused.returncode == 64 and f"not {server.port}: Address already in use" in refused.stderr


def test_an_open_stream_of_events_does_not_hold_up_the_end(runs, tmp_path):
    (tmp_path / "running").mkdir()
    shutil.copy(runs / "digits" / "recipe.yaml", tmp_path / "running")
    server = Server("--runs", tmp_path)
    stream = urllib.request.urlopen(server.url + "/runs/running/events", timeout=20)
    assert stream.readline().startswith(b"event: wait")
    begun = time.monotonic()
    server.process.terminate()
    assert server.process.wait(20) == 0
    assert time.monotonic() - begun < 5


def test_the_command_finds_the_server_beside_it(runs):
    started = subprocess.Popen(
        [BUILD / "onward", "serve", runs / "digits", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert started.stdout.readline().startswith("model digits")
    finally:
        started.terminate()
        assert started.wait(20) == 0


def test_a_run_is_watched_to_its_end(tmp_path):
    training = subprocess.Popen(
        [BUILD / "onward", "train", "--data", "synthetic-digits", "--network", "300,300", "--epochs", "12",
         "--output", tmp_path / "run", "--watch", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = next(line for line in training.stderr if line.startswith("listening at")).split()[-1]
    stream = urllib.request.urlopen(f"{url}runs/run/events", timeout=60)
    events = [line.decode().split()[1] for line in stream if line.startswith(b"event:")]
    assert events[-1] == "end" and events.count("epoch") == 12
    lines = training.stdout.read().splitlines()
    assert training.wait(30) == 0
    assert all(json.loads(line) for line in lines)
    with pytest.raises(OSError):
        urllib.request.urlopen(url, timeout=5)


def test_a_watched_run_that_is_killed_leaves_no_server(tmp_path):
    training = subprocess.Popen(
        [BUILD / "onward", "train", "--data", "synthetic-digits", "--network", "300,300", "--epochs", "500",
         "--output", tmp_path / "run", "--watch", "--quiet"], stderr=subprocess.PIPE, text=True)
    url = next(line for line in training.stderr if line.startswith("listening at")).split()[-1]
    os.kill(training.pid, signal.SIGKILL)
    training.wait(10)

    def gone():
        try:
            urllib.request.urlopen(url, timeout=5)
        except OSError:
            return True
        return False

    wait(gone)
