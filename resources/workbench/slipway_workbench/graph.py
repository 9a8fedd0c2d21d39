"""Small changes to converted graphs, so that the serving runtime feeds and reads them in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np


def join_inputs(model: Any, names: Sequence, joined: str) -> None:
    """Replaces one input of shape [rows, 1] per column by one matrix that the graph splits itself: one array to fill instead of many."""
    from onnx import helper, numpy_helper

    if len(names) < 2:
        return
    graph = model.graph
    inputs = {one.name: one for one in graph.input}
    kind = inputs[names[0]].type.tensor_type.elem_type
    kept = [one for one in graph.input if one.name not in names]
    matrix = helper.make_tensor_value_info(joined, kind, [None, len(names)])
    sizes = numpy_helper.from_array(_whole([1] * len(names)), f"{joined}_sizes")
    version = next(one.version for one in model.opset_import if one.domain == "")
    if version >= 13:
        graph.initializer.append(sizes)
        split = helper.make_node("Split", [joined, sizes.name], list(names), axis=1)
    else:
        split = helper.make_node("Split", [joined], list(names), axis=1, split=[1] * len(names))
    nodes = [split, *graph.node]
    del graph.input[:], graph.node[:]
    graph.input.extend([matrix, *kept])
    graph.node.extend(nodes)


def replace_imputers(model: Any, known: Sequence) -> None:
    """`Imputer` is not implemented for float64: a choice between the value and its substitute is.

    The operator holds its substitutes as float32. `known` are those of the model's own imputers, from which the exact ones are taken.
    """
    from onnx import helper, numpy_helper

    graph = model.graph
    nodes = []
    for node in graph.node:
        values = {one.name: one for one in node.attribute}
        if node.op_type != "Imputer" or not np.isnan(values["replaced_value_float"].f):
            nodes.append(node)
            continue
        source, target = node.input[0], node.output[0]
        rounded = np.array(values["imputed_value_floats"].floats, dtype=np.float32)
        exact = next((one for one in known if np.array_equal(one.astype(np.float32), rounded)), rounded)
        graph.initializer.append(
            numpy_helper.from_array(exact.astype(np.float64).reshape(1, -1), f"{target}_substitute")
        )
        nodes += [
            helper.make_node("IsNaN", [source], [f"{target}_missing"]),
            helper.make_node("Where", [f"{target}_missing", f"{target}_substitute", source], [target]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


#: Attributes of tree ensembles that may be float64, as tensors, from version 3 of the operators on.
_tree_numbers = ("nodes_values", "nodes_hitrates", "class_weights", "target_weights", "base_values")


@contextmanager
def faithful_attributes(double: bool) -> Iterator[None]:
    """Mends two things that converters lose while they write attributes.

    Truth values in lists of integers, which newer protobuf refuses, become integers. With `double`, thresholds and weights that were worked out as
    float64 are kept as such, instead of being rounded to float32: see `keep_double_trees`.
    """
    from onnx import helper, numpy_helper

    make = helper.make_attribute

    def make_attribute(key: str, value: Any, *more: Any, **named: Any) -> Any:
        if isinstance(value, list) and any(isinstance(one, (bool, np.bool_)) for one in value):
            value = [int(one) for one in value]
        if double and key in _tree_numbers and np.asarray(value).dtype == np.float64:
            key = f"{key}_as_tensor"
            value = numpy_helper.from_array(np.asarray(value), key)
        return make(key, value, *more, **named)

    helper.make_attribute = make_attribute
    try:
        yield
    finally:
        helper.make_attribute = make


def keep_double_trees(model: Any) -> None:
    """Puts the tree ensembles of a float64 graph right.

    Those with float64 thresholds need version 3 of their operators, which answers in float32 all the same. Those with float32 thresholds were made for
    float32 values, which is what scikit-learn's own trees look at: the value has to be rounded before it is compared, not the threshold alone.
    """
    from onnx import TensorProto, helper

    nodes = []
    for node in model.graph.node:
        if not node.op_type.startswith("TreeEnsemble"):
            nodes.append(node)
            continue
        if _has_double_thresholds(node):
            _require(model, "ai.onnx.ml", 3)
        else:
            nodes.append(
                helper.make_node("Cast", [node.input[0]], [f"{node.output[0]}_rounded"], to=TensorProto.FLOAT)
            )
            node.input[0] = f"{node.output[0]}_rounded"
        nodes.append(node)
        if node.op_type == "TreeEnsembleRegressor":
            wanted = node.output[0]
            node.output[0] = f"{wanted}_single"
            nodes.append(helper.make_node("Cast", [node.output[0]], [wanted], to=TensorProto.DOUBLE))
    for output in model.graph.output:
        # Other converters declare float64 and answer float32: a cast makes it true.
        if output.type.tensor_type.elem_type == TensorProto.DOUBLE:
            _rename_result(nodes, output.name, f"{output.name}_any")
            nodes.append(
                helper.make_node("Cast", [f"{output.name}_any"], [output.name], to=TensorProto.DOUBLE)
            )
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _rename_result(nodes: Sequence, old: str, new: str) -> None:
    for node in nodes:
        for names in (node.input, node.output):
            for index, name in enumerate(names):
                if name == old:
                    names[index] = new


def double_input(model: Any) -> None:
    """Lets a graph that begins with its trees take float64; their answer is float32 as before."""
    from onnx import TensorProto

    model.graph.input[0].type.tensor_type.elem_type = TensorProto.DOUBLE
    _require(model, "ai.onnx.ml", 3)


def _has_double_thresholds(node: Any) -> bool:
    return any(one.name == "nodes_values_as_tensor" for one in node.attribute)


def _require(model: Any, domain: str, version: int) -> None:
    for one in model.opset_import:
        if one.domain == domain:
            one.version = max(one.version, version)


def drop_zipmap(model: Any) -> None:
    """Scores as one matrix instead of a list of dictionaries."""
    from onnx import TensorProto, helper

    graph = model.graph
    for node in [one for one in graph.node if one.op_type == "ZipMap"]:
        graph.node.remove(node)
        for index, output in enumerate(graph.output):
            if output.name == node.output[0]:
                del graph.output[index]
                plain = helper.make_tensor_value_info(node.input[0], TensorProto.FLOAT, [None, None])
                graph.output.insert(index, plain)


def order_scores(model: Any, output: str, order: Sequence) -> str:
    """Columns of the scores in the order of the signature's labels; answers the name of the output."""
    from onnx import helper, numpy_helper

    if list(order) == list(range(len(order))):
        return output
    graph = model.graph
    [old] = [one for one in graph.output if one.name == output]
    name = f"{output}_ordered"
    graph.initializer.append(numpy_helper.from_array(_whole(order), f"{name}_indices"))
    graph.node.append(helper.make_node("Gather", [output, f"{name}_indices"], [name], axis=1))
    kind = old.type.tensor_type.elem_type
    graph.output.append(helper.make_tensor_value_info(name, kind, [None, len(order)]))
    return name


def score_output(model: Any, labels: bool) -> str:
    """Converted classifiers give the label first and the scores second; regressors give one output."""
    outputs = [one.name for one in model.graph.output]
    return outputs[-1] if labels else outputs[0]


def _whole(values: Sequence) -> Any:
    return np.array(list(values), dtype=np.int64)
