"""What is sent by mistake or malice is refused in the protocol's words, and nothing of it stays."""

import concurrent.futures
import json
import random
import socket
import struct
import time
import zlib

import numpy
import pytest

from conftest import Server

REQUESTS = 10_000


@pytest.fixture(scope="module")
def alone(runs):
    with Server(runs / "digits") as started:
        yield started


def talk(server, text, timeout=40):
    """All that comes back until the connection ends, or nothing comes any more."""
    with socket.create_connection(("127.0.0.1", server.port), timeout) as connection:
        connection.sendall(text)
        said = b""
        try:
            while piece := connection.recv(1 << 16):
                said += piece
                head, _, rest = said.partition(b"\r\n\r\n")
                for line in head.lower().split(b"\r\n"):
                    if line.startswith(b"content-length:") and len(rest) >= int(line.split(b":")[1]):
                        return said
        except ConnectionResetError:
            pass
        return said


def status(said):
    return int(said.split(b" ")[1]) if said.startswith(b"HTTP/1.1 ") else 0


def post(path, body, kind="application/json", **headers):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{lines}\r\n"
    return head.encode() + body


INFER = "/v2/models/digits/infer"


def good(numbers):
    body = {"inputs": [{"name": "input", "datatype": "FP32", "shape": [1, 784], "data": numbers}]}
    return json.dumps(body).encode()


ZEROS = good([0] * 784)

def bomb(side):
    """A PNG file of few bytes that says to be a huge white square of one bit to a pixel."""
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = (b"\0" + b"\xff" * (side // 8)) * side
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


# What is sent, and the statuses that are right; 0 where the connection may end without a word.
HOSTILE = [
    (b"GET /v2 HTTP/1.1\r\nHost: evil.example\r\n\r\n", {403}),
    (b"GET /v2 HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n", {403}),
    (b"GET /v2 HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", {403}),
    (b"GET /v2 HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n", {403}),
    (b"GET /v2 HTTP/1.1\r\nHost: [::ffff:10.0.0.1]\r\n\r\n", {403}),
    (b"GET /v2 HTTP/1.1\r\n\r\n", {400}),
    (b"NONSENSE\r\n\r\n", {400, 0}),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100), {400, 0}),
    (b"GET /v2 HTTP/9.9\r\nHost: localhost\r\n\r\n", {400, 505, 0}),
    (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 404, 414, 431, 0}),
    (b"GET /v2 HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", {400, 431, 0}),
    (b"GET /%00%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 404}),
    (b"GET /page/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n", {404}),
    (b"GET /runs/%2e%2e HTTP/1.1\r\nHost: localhost\r\n\r\n", {404}),
    (b"PATCH /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", {405}),
    (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", {405}),
    (b"POST " + INFER.encode() + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n", {413}),
    (b"POST " + INFER.encode() + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", {400, 0}),
    (b"POST " + INFER.encode() + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     {400, 0}),
    (b"POST " + INFER.encode() + b" HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", {400, 0}),
    (post("/v2/models/other/infer", ZEROS), {404}),
    (post(INFER, ZEROS, "text/plain"), {415}),
    (post(INFER, ZEROS, "multipart/form-data; boundary=x"), {415}),
    (post(INFER, ZEROS, Content_Encoding="gzip"), {415}),
    (post(INFER, ZEROS, Origin="null"), {403}),
    (post(INFER, b""), {400}),
    (post(INFER, b"{"), {400}),
    (post(INFER, b"[" * 1_000_000), {400}),
    (post(INFER, b'{"a":' * 200_000), {400}),
    (post(INFER, ZEROS[:-40]), {400}),
    (post(INFER, ZEROS.replace(b"FP32", b"BOOL")), {400}),
    (post(INFER, ZEROS.replace(b'"input"', b'"other"')), {400}),
    (post(INFER, ZEROS.replace(b"[1, 784]", b"[784]")), {400}),
    (post(INFER, ZEROS.replace(b"[1, 784]", b"[-1, 784]")), {400}),
    (post(INFER, ZEROS.replace(b"[1, 784]", b"[99999999999, 784]")), {400}),
    (post(INFER, ZEROS.replace(b"[0,", b"[NaN,")), {400}),
    (post(INFER, ZEROS.replace(b"[0,", b"[1e999,")), {400}),
    (post(INFER, ZEROS.replace(b"[0,", b"[1e38,")), {200, 400}),
    (post(INFER, ZEROS.replace(b"[0,", b'["0",')), {400}),
    (post(INFER, b"\xff\xfe" + ZEROS), {400}),
    (post(INFER, ZEROS, Inference_Header_Content_Length="7"), {400}),
    (post(INFER, ZEROS, Inference_Header_Content_Length="99999999999999999999"), {400}),
    (post("/predict/digits", b"\x89PNG\r\n\x1a\n" + bytes(64), "application/octet-stream"), {400}),
    (post("/predict/digits", b"\xff\xd8\xff" + bytes(64), "application/octet-stream"), {400}),
    (post("/predict/digits", bomb(16_000), "application/octet-stream"), {400}),
    (post("/predict/digits", b'{"rows": [{}]}'), {400}),
    (post("/predict/digits", b'{"numbers": [' + b"[]," * 2_000_000 + b"[]]}"), {400}),
    (post("/copies", b'{"model": "../digits"}'), {404}),
    (post("/copies/" + "0" * 32 + "/teach", b"{}"), {404}),
]


def test_thousands_of_hostile_requests_leave_no_trace(alone):
    numbers = numpy.random.default_rng(2).random(784, numpy.float32).tolist()
    before = talk(alone, post(INFER, good(numbers))).partition(b"\r\n\r\n")[2]
    draw = random.Random(3)
    order = list(range(len(HOSTILE))) + [draw.randrange(len(HOSTILE)) for _ in range(REQUESTS - len(HOSTILE))]

    def send(place):
        text, right = HOSTILE[place]
        said = talk(alone, text)
        if status(said) not in right:
            return f"{status(said)} not in {right} for {text[:120]!r}: {said[-200:]!r}"
        body = said.partition(b"\r\n\r\n")[2]
        if status(said) >= 400 and body:
            error = json.loads(body)["error"]
            if "/tmp" in error or "/root" in error or "/home" in error:
                return f"tells of the machine: {error}"
        return None

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        wrong = [each for each in pool.map(send, order[:2000]) if each]
        memory = alone.memory()
        wrong += [each for each in pool.map(send, order[2000:]) if each]
    assert not wrong, wrong[:5]
    assert alone.memory() < memory + 24e6
    assert talk(alone, post(INFER, good(numbers))).partition(b"\r\n\r\n")[2] == before


def test_who_sends_slowly_is_not_waited_for(alone):
    """Half a head, a head that never ends, half a body, a body in drops: each is left after half a minute."""
    starts = {
        "half a head": b"GET /v2 HTTP/1.1\r\nHost: loc",
        "nothing": b"",
        "half a body": post(INFER, ZEROS)[:-10],
        "a body in drops": post(INFER, ZEROS)[:-1000],
    }

    def wait(name):
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", alone.port), 60) as connection:
            connection.sendall(starts[name])
            connection.settimeout(1)
            said = b""
            while time.monotonic() < begun + 50:
                try:
                    if name == "a body in drops":
                        connection.sendall(b" ")
                    piece = connection.recv(1 << 16)
                    if not piece:
                        break
                    said += piece
                except TimeoutError:
                    pass
                except (ConnectionResetError, BrokenPipeError):
                    break
            return name, time.monotonic() - begun, status(said)

    with concurrent.futures.ThreadPoolExecutor(len(starts)) as pool:
        for name, seconds, code in pool.map(wait, starts):
            assert seconds < 40, name
            assert code == (408 if "body" in name else 0), name


def test_a_thousand_connections_keep_nobody_out(alone):
    idle = [socket.create_connection(("127.0.0.1", alone.port)) for _ in range(1000)]
    try:
        assert status(talk(alone, b"GET /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n")) == 200
        assert status(talk(alone, post(INFER, ZEROS))) == 200
    finally:
        for connection in idle:
            connection.close()


def test_a_body_without_an_end_is_left(alone):
    memory = alone.memory()
    with socket.create_connection(("127.0.0.1", alone.port), 30) as connection:
        connection.sendall(
            b"POST " + INFER.encode() + b" HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = b"100000\r\n" + bytes(1 << 20) + b"\r\n"
        sent = 0
        try:
            for sent in range(1024):
                connection.sendall(piece)
        except (ConnectionResetError, BrokenPipeError):
            pass
        said = b""
        try:
            said = connection.recv(1 << 16)
        except ConnectionResetError:
            pass
    assert status(said) in {413, 0}
    assert alone.memory() < memory + 150e6
    assert status(talk(alone, post(INFER, ZEROS))) == 200


def test_bodies_of_many_clients_fill_no_memory(alone):
    """Twenty clients with bodies of nearly 32 MiB at once: some are told to come again, the others are waited for."""
    body = bytes((32 << 20) - 1)
    head = post(INFER, body)[:-len(body)]
    memory = alone.memory()
    waiting = [socket.create_connection(("127.0.0.1", alone.port), 15) for _ in range(20)]

    def send(connection):
        try:
            connection.sendall(head + body[:-1])
            connection.settimeout(0.5)
            return status(connection.recv(1 << 16))
        except TimeoutError:
            return None
        except OSError:
            return 0

    try:
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            codes = list(pool.map(send, waiting))
        assert codes.count(None) <= 8 and codes.count(503) >= 6, codes
        assert alone.memory() < memory + 600e6
    finally:
        for connection in waiting:
            connection.close()
    time.sleep(0.5)
    assert status(talk(alone, post(INFER, ZEROS))) == 200
