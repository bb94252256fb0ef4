"""Clients that others wrote get what `onward predict` says, to the bit."""

import json
import subprocess
import urllib.request

import numpy
import pytest
import tritonclient.http as triton
from PIL import Image

from conftest import Server, onward, predicted


def tensor(numbers, binary=True):
    made = triton.InferInput("input", list(numbers.shape), "FP32")
    made.set_data_from_numpy(numbers, binary_data=binary)
    return made


def test_goodness_is_told_where_blocks_learn_by_it(server, pictures):
    numbers = {"numbers": pictures[1][:1].reshape(1, -1).tolist()}
    answer = server.post("/predict/goodness", numbers)["answers"][0]
    for evidence, goodness in zip(answer["block_evidence"], answer["goodness"]):
        # By default evidence is 8 times the logarithm of goodness.
        assert numpy.allclose(numpy.exp(numpy.array(evidence) / 8), goodness, rtol=1e-3)
    answer = server.post("/predict/digits", numbers)["answers"][0]
    assert "goodness" not in answer


@pytest.mark.parametrize("model", ["digits", "goodness"])
@pytest.mark.parametrize("binary", [True, False])
def test_tritonclient_gets_the_commands_bits(server, runs, pictures, model, binary):
    file, numbers = pictures
    expected = predicted(runs / model, file)
    client = triton.InferenceServerClient(server.url.removeprefix("http://"))
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(model)
    assert client.get_server_metadata()["name"] == "onward"
    assert client.get_model_metadata(model)["inputs"][0]["shape"] == [-1, 1, 28, 28]
    assert model in [each["name"] for each in client.get_model_repository_index()]
    shown = numbers.reshape(-1, 1, 28, 28)
    names = ["evidence", "label", "name", "block_evidence"]
    answer = client.infer(
        model, [tensor(shown, binary)],
        outputs=[triton.InferRequestedOutput(name, binary_data=binary) for name in names])
    evidence = numpy.array([each["evidence"] for each in expected], numpy.float32)
    assert numpy.array_equal(answer.as_numpy("evidence"), evidence)
    blocks = numpy.array([each["block_evidence"] for each in expected], numpy.float32)
    assert numpy.array_equal(answer.as_numpy("block_evidence"), blocks)
    assert answer.as_numpy("label").tolist() == [each["label"] for each in expected]
    told = [name.decode() if binary else name for name in answer.as_numpy("name").tolist()]
    assert [name if isinstance(name, str) else name.decode() for name in told] == [each["name"] for each in expected]
    # One after the other and all outputs: the same again.
    for place in range(3):
        one = client.infer(model, [tensor(shown[place:place + 1], binary)])
        assert numpy.array_equal(one.as_numpy("evidence")[0], evidence[place])


def test_tritonclient_understands_a_refusal(server):
    client = triton.InferenceServerClient(server.url.removeprefix("http://"))
    for shape, name in [([1, 783], "digits"), ([1, 784], "nothing")]:
        with pytest.raises(triton.InferenceServerException) as refusal:
            client.infer(name, [tensor(numpy.zeros(shape, numpy.float32))])
        assert refusal.value.message()


def test_curl_gets_the_commands_bits(server, runs, pictures):
    file, numbers = pictures
    body = {"inputs": [{"name": "input", "datatype": "FP32", "shape": [1, 784], "data": numbers[0].ravel().tolist()}]}
    said = subprocess.run(
        ["curl", "-sf", "-H", "Content-Type: application/json", "-d", "@-", f"{server.url}/v2/models/digits/infer"],
        input=json.dumps(body).encode(), capture_output=True, check=True).stdout
    data = {output["name"]: output["data"] for output in json.loads(said)["outputs"]}
    expected = predicted(runs / "digits", file, "--limit", "1")[0]
    assert data["evidence"] == pytest.approx(expected["evidence"], rel=0, abs=0)


def test_a_pictures_file_is_read_as_by_the_command(server, runs, pictures, tmp_path):
    for place, form in enumerate(["png", "jpeg"]):
        file = tmp_path / f"picture.{form}"
        Image.fromarray(numpy.load(pictures[0])[place]).resize((56, 40)).save(file)
        answer = server.post("/predict/digits", file.read_bytes(), "application/octet-stream")["answers"][0]
        assert answer["evidence"] == predicted(runs / "digits", file)[0]["evidence"]


def test_rows_go_by_their_columns(server, runs, tmp_path):
    rows = [{"length": "2.5", "color": "red"}, {"length": -1, "color": "blue"}, {"color": "green", "length": None}]
    answers = server.post("/predict/table", {"rows": rows})["answers"]
    file = tmp_path / "rows.csv"
    file.write_text("color,length\nred,2.5\nblue,-1\ngreen,\n")
    assert [each["evidence"] for each in answers] == [each["evidence"] for each in predicted(runs / "table", file)]


def test_texts_are_read_as_by_the_command(server, runs, tmp_path):
    text = "a happy cloud in the sun"
    (tmp_path / "text.txt").write_text(text)
    answer = server.post("/predict/texts", {"texts": [text]})["answers"][0]
    assert answer["evidence"] == predicted(runs / "texts", tmp_path / "text.txt")[0]["evidence"]


def test_promtool_accepts_the_metrics(server):
    server.get("/v2")
    text = urllib.request.urlopen(server.url + "/metrics").read()
    done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    assert b"onward_requests_total" in text


def test_an_idle_server_with_two_blocks_of_a_thousand_is_small(tmp_path):
    onward(
        "train", "--data", "synthetic-digits", "--network", "1000,1000", "--epochs", "1",
        "--output", tmp_path / "large")
    with Server(tmp_path / "large") as started:
        started.get("/v2/health/ready")
        assert started.memory() <= 60e6
