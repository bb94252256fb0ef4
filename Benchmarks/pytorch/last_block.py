"""Mono-Forward's prediction by its last block, by every engine that PyTorch users reach for.

Each function returns one that predicts the batch it was given. The other blocks' heads are left
out.
"""

import torch
from torch.nn.functional import linear

from training import make_blocks


class LastBlock(torch.nn.Module):
    """The layers of all blocks, and the last one's head."""

    def __init__(self, inputs, groups, classes):
        super().__init__()
        blocks = make_blocks(inputs, groups, classes, True, False, rate=1e-3)
        weights = [weight for block in blocks for weight in block.weights]
        self.weights = torch.nn.ParameterList(weights)
        self.head = torch.nn.Parameter(blocks[-1].head)
        self.requires_grad_(False)

    def forward(self, images):
        """The evidence [N, C]."""
        for weight in self.weights:
            images = linear(images, weight).relu_()
        return linear(images, self.head)


def without_gradient(module, batch):
    """The prediction as a function of nothing."""
    @torch.inference_mode()
    def predict():
        return module(batch)

    return predict


def eager(batch, groups, classes):
    """As PyTorch comes."""
    return without_gradient(LastBlock(batch.shape[1], groups, classes).eval(), batch)


def compiled(batch, groups, classes):
    """Compiled for this batch, with the weights as constants in the layout that suits the engine."""
    import torch._inductor.config
    torch._inductor.config.freezing = True
    module = torch.compile(LastBlock(batch.shape[1], groups, classes).eval(), dynamic=False)

    # Frozen weights need no_grad: inference mode makes the compiled code copy them.
    @torch.no_grad()
    def predict():
        return module(batch)

    return predict


def traced(batch, groups, classes):
    """Traced, frozen and optimized for inference."""
    module = torch.jit.trace(LastBlock(batch.shape[1], groups, classes).eval(), batch)
    frozen = torch.jit.optimize_for_inference(torch.jit.freeze(module))
    return without_gradient(frozen, batch)


def in_bfloat16(make):
    """The same under autocast."""
    def made(batch, groups, classes):
        predict = make(batch, groups, classes)

        def predict_in_bfloat16():
            with torch.autocast("cpu", torch.bfloat16):
                return predict()

        return predict_in_bfloat16

    return made


def onnx_runtime(batch, groups, classes):
    """The same network as an ONNX graph."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    module = LastBlock(batch.shape[1], groups, classes)
    matrices = [*module.weights, module.head]
    constants = [
        numpy_helper.from_array(matrix.t().contiguous().numpy(), f"weight{number}")
        for number, matrix in enumerate(matrices)]
    nodes, signal = [], "images"
    for number in range(len(matrices)):
        nodes.append(helper.make_node("MatMul", [signal, f"weight{number}"], [f"sums{number}"]))
        signal = f"sums{number}"
        if number < len(matrices) - 1:
            nodes.append(helper.make_node("Relu", [signal], [f"output{number}"]))
            signal = f"output{number}"
    graph = helper.make_graph(
        nodes, "last-block",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, list(batch.shape))],
        [helper.make_tensor_value_info(signal, TensorProto.FLOAT, [len(batch), classes])],
        constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    images = batch.numpy()
    return lambda: session.run(None, {"images": images})[0]


LATENCY_VARIANTS = {
    "default": eager,
    "float32": eager,
    "float32-compiled": compiled,
    "float32-traced": traced,
    "bfloat16": in_bfloat16(eager),
    "bfloat16-compiled": in_bfloat16(compiled),
    "onnxruntime": onnx_runtime,
}
