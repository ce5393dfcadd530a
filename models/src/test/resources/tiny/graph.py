"""How the graphs of the tests in this folder are written."""

import numpy as np
from onnx import TensorProto as T
from onnx import checker, helper, numpy_helper, save

U8, F32, I64 = T.UINT8, T.FLOAT, T.INT64


def value(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, list(shape))


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def node(op, inputs, outputs, **attributes):
    return helper.make_node(op, inputs.split(), outputs.split(), **attributes)


def write(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    save(model, name + ".onnx")
