"""The rival: onnxruntime behind a plain uvicorn server, asked in the same words as Onward's."""

import json
import os

import numpy
import onnxruntime

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = int(os.environ["RIVAL_THREADS"])
session = onnxruntime.InferenceSession(os.environ["RIVAL_MODEL"], options, providers=["CPUExecutionProvider"])


def infer(head, tail):
    tensor = head["inputs"][0]
    numbers = numpy.frombuffer(tail, numpy.float32) if tail else numpy.array(tensor["data"], numpy.float32)
    evidence = session.run(None, {"input": numbers.reshape(tensor["shape"])})[0]
    answer = {"name": "evidence", "datatype": "FP32", "shape": evidence.shape}
    if not tail:
        return json.dumps({"outputs": [{**answer, "data": evidence.ravel().tolist()}]}).encode(), None
    bytes_ = evidence.tobytes()
    text = json.dumps({"outputs": [{**answer, "parameters": {"binary_data_size": len(bytes_)}}]}).encode()
    return text + bytes_, len(text)


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    body = b""
    while True:
        part = await receive()
        body += part.get("body", b"")
        if not part.get("more_body"):
            break
    length = int(dict(scope["headers"]).get(b"inference-header-content-length", len(body)))
    answer, text = infer(json.loads(body[:length]), body[length:])
    headers = [(b"content-length", str(len(answer)).encode()), (b"content-type", b"application/json")]
    if text is not None:
        headers.append((b"inference-header-content-length", str(text).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})
