"""Writes the small model files that the tests of the inspection read. Run it with the versions of requirements.txt:

    python make_fixtures.py

Formats of libraries too large to install for this (PyTorch, TensorFlow, Keras) are written by hand, after their documented layout.
"""

import bz2
import collections
import io
import json
import lzma
import os
import pickle
import shutil
import struct
import tarfile
import zipfile
from pathlib import Path

import catboost
import joblib
import lightgbm
import lz4.frame
import mlflow
import mlflow.models
import mlflow.sklearn
import numpy as np
import onnx
import onnx.helper as oh
import pandas as pd
import skl2onnx
import skops.io
import xgboost
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

here = Path(__file__).parent / "fixtures"
fixed = (1980, 1, 1, 0, 0, 0)
rows, classes = load_iris(return_X_y=True)
frame = pd.DataFrame(rows, columns=["sepal_length", "sepal_width", "petal_length", "petal_width"])
names = load_iris().target_names[classes]


def write(path: str, content: bytes | str) -> None:
    target = here / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)


def zipped(files: dict, stored: bool = True) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, fixed), content, archive.compression)
    return buffer.getvalue()


def scikit_learn() -> None:
    plain = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, classes)
    for protocol in range(6):
        write(f"sklearn/protocol-{protocol}.pkl", pickle.dumps(plain, protocol))
    named = make_pipeline(StandardScaler(), LogisticRegression()).fit(frame, names)
    for name, compress in [
        ("plain", 0),
        ("zlib", ("zlib", 3)),
        ("gzip", ("gzip", 3)),
        ("bz2", ("bz2", 3)),
        ("xz", ("xz", 3)),
        ("lzma", ("lzma", 3)),
        ("lz4", ("lz4", 3)),
    ]:
        joblib.dump(named, here / f"sklearn/{name}.joblib", compress=compress)
    forest = RandomForestClassifier(3, max_depth=2, random_state=0).fit(frame, names)
    joblib.dump(forest, here / "sklearn/forest.joblib")
    skops.io.dump(named, here / "sklearn/named.skops")
    table = pd.DataFrame({"island": ["Biscoe", "Dream", "Biscoe", "Torgersen"] * 5, "bill": range(20)})
    mixed = make_pipeline(
        ColumnTransformer([("text", OneHotEncoder(), ["island"]), ("rest", StandardScaler(), ["bill"])]),
        LinearRegression(),
    ).fit(table, table["bill"] * 2.0)
    joblib.dump(mixed, here / "sklearn/mixed.joblib")


def boosters() -> None:
    boosted = xgboost.XGBClassifier(n_estimators=1, max_depth=2).fit(frame, classes)
    for ending in ("json", "ubj"):
        (here / "xgboost").mkdir(exist_ok=True)
        boosted.save_model(here / f"xgboost/model.{ending}")
    write("xgboost/model.pkl", pickle.dumps(boosted))
    light = lightgbm.LGBMClassifier(n_estimators=1, num_leaves=3, verbose=-1).fit(frame, classes)
    write("lightgbm/model.txt", light.booster_.model_to_string())
    write("lightgbm/model.pkl", pickle.dumps(light))
    cat = catboost.CatBoostClassifier(iterations=1, depth=2, verbose=False, allow_writing_files=False)
    cat.fit(frame, names)
    (here / "catboost").mkdir(exist_ok=True)
    cat.save_model(str(here / "catboost/model.cbm"))


def onnx_graphs() -> None:
    named = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, names)
    graph = skl2onnx.to_onnx(named, rows[:1].astype(np.float32), options={"zipmap": False})
    write("onnx/iris.onnx", graph.SerializeToString())
    tensor = onnx.TensorProto
    image = oh.make_tensor_value_info("image", tensor.FLOAT, ["N", 1, 4, 4])
    out = oh.make_tensor_value_info("logits", tensor.FLOAT, ["N", 16])
    weights = oh.make_tensor("bias", tensor.FLOAT, [1], np.zeros(1, np.float32).tobytes(), raw=True)
    nodes = [oh.make_node("Flatten", ["image"], ["flat"]), oh.make_node("Add", ["flat", "bias"], ["logits"])]
    model = oh.make_model(oh.make_graph(nodes, "g", [image], [out], [weights]), producer_name="by-hand")
    write("onnx/image.onnx", model.SerializeToString())
    initializer = model.graph.initializer[0]
    initializer.ClearField("raw_data")
    initializer.data_location = tensor.EXTERNAL
    for location, name in [("weights.bin", "external"), ("../../etc/passwd", "outside")]:
        del initializer.external_data[:]
        initializer.external_data.add(key="location", value=location)
        write(f"onnx-{name}/model.onnx", model.SerializeToString())
    write("onnx-external/weights.bin", bytes(4))


class Storage:
    """Pickles like a tensor's storage: by reference into the zip."""

    def __init__(self, key: str, count: int) -> None:
        self.reference = ("storage", Named("torch", "FloatStorage"), key, "cpu", count)


class Named:
    """Pickles as a global of any name."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name


class Call:
    """Pickles as a call of a global."""

    def __init__(self, module: str, name: str, *arguments: object, state: object = None) -> None:
        self.function, self.arguments, self.state = Named(module, name), arguments, state


class Writer(pickle._Pickler):  # The one in Python, whose methods can be replaced.
    def persistent_id(self, value: object) -> object:
        return value.reference if isinstance(value, Storage) else None

    def save(self, value: object, save_persistent_id: bool = True) -> None:
        if isinstance(value, Named):
            if self.proto >= 4:
                super().save(value.module)
                super().save(value.name)
                self.write(pickle.STACK_GLOBAL)
            else:
                self.write(f"c{value.module}\n{value.name}\n".encode())
        elif isinstance(value, Call):
            self.save(value.function)
            self.save(tuple(value.arguments))
            self.write(pickle.REDUCE)
            if value.state is not None:
                self.save(value.state)
                self.write(pickle.BUILD)
        else:
            super().save(value, save_persistent_id)


def dumped(value: object, protocol: int = 2) -> bytes:
    buffer = io.BytesIO()
    Writer(buffer, protocol).dump(value)
    return buffer.getvalue()


def tensor(key: str, *shape: int) -> Call:
    storage = Storage(key, int(np.prod(shape)))
    return Call("torch._utils", "_rebuild_tensor_v2", storage, 0, shape, (1,) * len(shape), False, {})


module_text = '''"""A net."""

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
'''


def torch_files() -> None:
    state = dumped(collections.OrderedDict(weight=tensor("0", 1, 4)))
    parts = {"net/data.pkl": state, "net/byteorder": "little", "net/data/0": bytes(16), "net/version": "3\n"}
    write("torch-state/weights.pt", zipped(parts))
    write("torch-state/net.py", module_text)
    script = dumped(Call("__torch__", "Net", state={"training": False, "weight": tensor("0", 1, 4)}))
    code = {"net/code/__torch__.py": "class Net(Module):\n", "net/constants.pkl": dumped(())}
    write("torch/script.pt", zipped({**parts, "net/data.pkl": script, **code}))
    whole = Call("copyreg", "_reconstructor", Named("__main__", "Net"), state={"_modules": {}, "_parameters": {}})
    write("torch/whole.pt", zipped({**parts, "net/data.pkl": dumped(whole)}))
    write("torch/program.pt2", zipped({"p/archive_format": "pt2", "p/models/model.json": "{}", "p/archive_version": "0"}))
    magic = [dumped(0x1950A86A20F9469CFC6C), dumped(1001), dumped({"little_endian": True})]
    write("torch-legacy/weights.pth", b"".join([*magic, state, dumped(["0"])]) + struct.pack("<q", 4) + bytes(16))
    write("torch-legacy/net.py", module_text)
    header = json.dumps({"weight": {"dtype": "F32", "shape": [1, 4], "data_offsets": [0, 16]}}).encode()
    write("safetensors/weights.safetensors", struct.pack("<Q", len(header)) + header + bytes(16))
    write("safetensors/net.py", module_text)


def keras_files() -> None:
    def config(*layers: dict) -> dict:
        start = {"class_name": "InputLayer", "module": "keras.layers", "config": {"name": "x", "batch_shape": [None, 4]}}
        return {"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [start, *layers]}}

    dense = {"class_name": "Dense", "module": "keras.layers", "config": {"name": "d", "activation": "softmax"}}
    code = {"class_name": "Lambda", "module": "keras.layers", "config": {"name": "shout", "function": "4wEAAA"}}
    metadata = json.dumps({"keras_version": "3.9.2", "date_saved": "2025-01-01"})
    for name, layers in [("plain", [dense]), ("lambda", [dense, code])]:
        parts = {"metadata.json": metadata, "config.json": json.dumps(config(*layers)), "model.weights.h5": b"\x89HDF"}
        write(f"keras/{name}.keras", zipped(parts))
    # The superblock of version 0, with the end of the file, and what Keras writes into attributes behind it.
    text = json.dumps(config(dense)).encode()
    body = b"keras_version\x00\x00\x00\x03\x00\x00\x002.15.0\x00model_config\x00" + text + bytes(64)
    start = b"\x89HDF\r\n\x1a\n" + bytes(32) + struct.pack("<Q", 48 + len(body))
    write("keras/legacy.h5", start + body)


def field(number: int, value: bytes | str | int) -> bytes:
    def varint(count: int) -> bytes:
        out = bytearray()
        while count >= 0x80:
            out.append(count & 0x7F | 0x80)
            count >>= 7
        return bytes([*out, count])

    if isinstance(value, int):
        return varint(number * 8) + varint(value & (2**64 - 1))
    content = value.encode() if isinstance(value, str) else value
    return varint(number * 8 + 2) + varint(len(content)) + content


def saved_model() -> None:
    def info(name: str, *sizes: int) -> bytes:
        shape = b"".join(field(2, field(1, size)) for size in sizes)
        return field(1, name) + field(2, field(1, name) + field(2, 1) + field(3, shape))

    signature = field(1, "serving_default") + field(2, field(1, info("x", -1, 4)) + field(2, info("y", -1, 3)))
    for name, operator in [("saved-model", "MatMul"), ("saved-model-files", "WriteFile")]:
        graph = field(1, field(1, "node") + field(2, operator))
        meta = field(1, field(4, "serve") + field(5, "2.18.0")) + field(2, graph) + field(5, signature)
        write(f"{name}/saved_model.pb", field(1, 1) + field(2, meta))
        write(f"{name}/variables/variables.index", bytes(8))


def folders() -> None:
    spacy = {"lang": "en", "name": "mood", "version": "1.0.0", "spacy_version": ">=3.8.2,<3.9.0", "pipeline": ["textcat"]}
    write("spacy/meta.json", json.dumps({**spacy, "labels": {"textcat": ["GOOD", "BAD"]}, "requirements": []}))
    write("spacy/config.cfg", "[nlp]\nlang = \"en\"\n")
    hugging = {
        "architectures": ["BertForSequenceClassification"],
        "model_type": "bert",
        "id2label": {"0": "NEGATIVE", "1": "POSITIVE"},
        "transformers_version": "4.51.3",
    }
    state = dumped(collections.OrderedDict(weight=tensor("0", 1, 4)))
    write("transformers/config.json", json.dumps(hugging))
    write("transformers/tokenizer.json", "{}")
    weights = {"w/data.pkl": state, "w/data/0": bytes(16), "w/version": "3\n"}
    write("transformers/pytorch_model.bin", zipped(weights))
    write("transformers-code/config.json", json.dumps({**hugging, "auto_map": {"AutoModel": "modeling_own.OwnModel"}}))
    write("transformers-code/modeling_own.py", "class OwnModel:\n    pass\n")
    shutil.copy(here / "safetensors/weights.safetensors", here / "transformers-code/model.safetensors")


def mlflow_folder() -> None:
    target = here / "mlflow"
    shutil.rmtree(target, ignore_errors=True)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(frame, names)
    signature = mlflow.models.infer_signature(frame, model.predict(frame))
    mlflow.sklearn.save_model(
        model,
        target,
        signature=signature,
        input_example=frame.head(2),
        pip_requirements=["scikit-learn==1.9.1", "pandas"],
        serialization_format="cloudpickle",
    )


def evil() -> None:
    canary = "touch slipway-canary"
    system = Call("posix", "system", canary)
    write("evil/system.pkl", dumped({"a": [system]}, 4))
    write("evil/system-0.pkl", dumped(Call("os", "system", canary), 0))
    nested = Call("builtins", "getattr", Call("builtins", "__import__", "os"), "system")
    write("evil/getattr.pkl", dumped([nested, Call("builtins", "eval", f"__import__('os').system('{canary}')")], 4))
    escaped = b"\x80\x04S'\\x6fs'\nS'system'\n\x93S'" + canary.encode() + b"'\n\x85R."
    write("evil/escaped.pkl", escaped)
    write("evil/dotted.pkl", b"\x80\x04\x8c\x0fsklearn.externe\x8c\x09os.system\x93\x8c" + bytes([len(canary)]) + canary.encode() + b"\x85R.")
    write("evil/runs-then-breaks.pkl", dumped(system, 4)[:-1] + b"\xff")
    inside = {"net/data.pkl": dumped(collections.OrderedDict(a=system)), "net/data/0": bytes(16), "net/version": "3\n"}
    write("evil/zipped.pt", zipped(inside))
    write("evil/nested.pt", zipped({"net/data.pkl": dumped({}), "net/version": "3", "net/extra/inner.pt": zipped(inside)}, stored=False))
    # Objects of Python in an array: joblib writes them as a pickle within the pickle.
    array = np.empty(1, dtype=object)
    array[0] = RunsCommand(canary)
    for name, compress in [("joblib", 0), ("joblib-zlib", 3), ("joblib-bz2", ("bz2", 3)), ("joblib-xz", ("xz", 3))]:
        joblib.dump([array, np.arange(5)], here / f"evil/{name}.joblib", compress=compress)
    write("evil/changes-class.pkl", b"\x80\x02csklearn.base\nBaseEstimator\n}X\x04\x00\x00\x00nameK\x01sb.")


class RunsCommand:
    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple:
        return os.system, (self.command,)


def compressed() -> None:
    pattern = b"".join(b"%d\n" % (index * index % 977) for index in range(60_000))
    write("compressed/pattern.bz2", bz2.compress(pattern))
    write("compressed/pattern.xz", lzma.compress(pattern))
    write("compressed/pattern.lzma", lzma.compress(pattern, format=lzma.FORMAT_ALONE))
    write("compressed/pattern.lz4", lz4.frame.compress(pattern))
    write("compressed/independent.lz4", lz4.frame.compress(pattern, block_linked=False, block_checksum=True))


def archives() -> None:
    def tar(entries: list) -> bytes:
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
            for entry, content in entries:
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        return buffer.getvalue()

    def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, link
        return info

    graph = (here / "onnx/iris.onnx").read_bytes()
    script = b"def model_fn(folder):\n    return None\n"
    write("archives/good.tar.gz", tar([(entry("./model.onnx"), graph), (entry("./code/inference.py"), script)]))
    write("archives/good.zip", zipped({"model/model.onnx": graph, "model/": ""}, stored=False))
    write("archives/escape.tar.gz", tar([(entry("../model.onnx"), graph)]))
    write("archives/absolute.zip", zipped({"/model.onnx": graph}))
    write("archives/link.tar.gz", tar([(entry("model.onnx", tarfile.SYMTYPE, "/etc/passwd"), b"")]))
    write("archives/twice.zip", zipped({"Model.onnx": graph, "model.onnx": graph}))
    write("archives/nothing.zip", zipped({"readme.md": "nothing"}))


if __name__ == "__main__":
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    (here / "sklearn").mkdir()
    (here / "evil").mkdir()
    scikit_learn()
    boosters()
    onnx_graphs()
    torch_files()
    keras_files()
    saved_model()
    folders()
    mlflow_folder()
    evil()
    compressed()
    archives()
