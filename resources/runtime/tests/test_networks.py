"""PyTorch, TensorFlow, Keras, transformers and spaCy: large libraries, installed by hand from requirements-heavy.txt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from family import ask, labelled, numbers, scores, serve, value, write_package

labels = ["a", "b", "c"]
tensor = {"inputs": [{"name": "x", "type": "tensor", "shape": [4]}], "output": labelled(*labels)}
columns = {"inputs": numbers("p", "q", "r", "s"), "output": labelled(*labels)}
data = np.random.default_rng(4).normal(size=(12, 4)).astype(np.float32)
module_code = """
import torch

class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3), torch.nn.Softmax(1))

    def forward(self, x):
        return self.layers(x)
"""


def both_forms(folder: Path, wanted: np.ndarray, **document: Any) -> None:
    """As one tensor column and as four plain ones; the second through a server."""
    write_package(folder, signature=tensor, sample=[{"x": data[0].tolist()}], **document)
    assert np.array(scores(ask(folder, [{"x": row} for row in data.tolist()]))) == pytest.approx(
        wanted, abs=1e-5
    )
    write_package(folder, signature=columns, sample=[data[0].tolist()], **document)
    served = serve(folder, data.tolist())
    assert np.array(scores(served)) == pytest.approx(wanted, abs=1e-5)


@pytest.fixture
def net(tmp_path: Path) -> Any:
    torch = pytest.importorskip("torch", reason="torch is not installed (requirements-heavy.txt)")
    (tmp_path / "net.py").write_text(module_code)
    space: dict = {}
    exec(module_code, space)
    torch.manual_seed(1)
    made = space["Net"]().eval()
    with torch.inference_mode():
        return torch, made, made(torch.from_numpy(data)).numpy()


def test_torchscript(net: Any, tmp_path: Path) -> None:
    torch, made, wanted = net
    torch.jit.trace(made, torch.zeros(1, 4)).save(str(tmp_path / "model.pt"))
    both_forms(tmp_path, wanted, framework="torch", model="model.pt")


def test_a_state_dict_beside_its_module(net: Any, tmp_path: Path) -> None:
    torch, made, wanted = net
    torch.save(made.state_dict(), tmp_path / "weights.pth")
    both_forms(tmp_path, wanted, framework="torch", model="weights.pth", entry="net.py:Net")


def test_safetensors_beside_their_module(net: Any, tmp_path: Path) -> None:
    _, made, wanted = net
    torch_file = pytest.importorskip("safetensors.torch", reason="safetensors is not installed")
    torch_file.save_file(made.state_dict(), str(tmp_path / "weights.safetensors"))
    both_forms(tmp_path, wanted, framework="torch", model="weights.safetensors", entry="net.py:Net")


def test_an_exported_program(net: Any, tmp_path: Path) -> None:
    torch, made, wanted = net
    rows = {0: torch.export.Dim("rows")}
    program = torch.export.export(made, (torch.zeros(2, 4),), dynamic_shapes=(rows,))
    torch.export.save(program, str(tmp_path / "model.pt2"))
    both_forms(tmp_path, wanted, framework="torch", model="model.pt2")


def test_a_pickled_module_is_not_loaded_as_a_state_dict(net: Any, tmp_path: Path) -> None:
    torch, *_ = net

    class Harm:
        def __reduce__(self) -> tuple:
            return (Path.touch, (tmp_path / "canary",))

    torch.save({"weight": Harm()}, tmp_path / "weights.pth")
    write_package(tmp_path, framework="torch", model="weights.pth", entry="net.py:Net", signature=tensor)
    with pytest.raises(Exception, match=r"(?i)weights.only"):
        ask(tmp_path, [{"x": data[0].tolist()}])
    assert not (tmp_path / "canary").exists()


@pytest.fixture
def dense(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
    pytest.importorskip("tensorflow", reason="tensorflow is not installed (requirements-heavy.txt)")
    import keras

    keras.utils.set_random_seed(1)
    made = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3, "softmax")]
    )
    return made, np.asarray(made(data))


def test_a_saved_model(dense: Any, tmp_path: Path) -> None:
    made, wanted = dense
    made.export(str(tmp_path / "saved"), verbose=False)
    both_forms(tmp_path, wanted, framework="tensorflow", model="saved")


def test_a_saved_model_with_named_inputs(tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow", reason="tensorflow is not installed (requirements-heavy.txt)")

    class Area(tf.Module):
        @tf.function(
            input_signature=[
                tf.TensorSpec([None], tf.float32, name="width"),
                tf.TensorSpec([None], tf.float32, name="height"),
            ]
        )
        def __call__(self, width: Any, height: Any) -> Any:
            return {"area": width * height}

    area = Area()
    tf.saved_model.save(area, str(tmp_path / "saved"), signatures=area.__call__)
    signature = {"inputs": numbers("height", "width"), "output": value}
    write_package(tmp_path, framework="tensorflow", model="saved", signature=signature)
    assert ask(tmp_path, [{"width": 3, "height": 2.5}]) == [{"value": 7.5}]


@pytest.mark.parametrize("file", ["model.keras", "model.h5"])
def test_a_keras_file(file: str, dense: Any, tmp_path: Path) -> None:
    made, wanted = dense
    made.save(tmp_path / file)
    both_forms(tmp_path, wanted, framework="keras", model=file)


def words(folder: Path) -> None:
    """A vocabulary of a handful of words, so that nothing has to be fetched."""
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "film"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertTokenizer"}))


def test_a_transformers_folder(tmp_path: Path) -> None:
    transformers = pytest.importorskip(
        "transformers", reason="transformers is not installed (requirements-heavy.txt)"
    )
    pytest.importorskip("torch", reason="torch is not installed (requirements-heavy.txt)")
    folder = tmp_path / "bert"
    folder.mkdir()
    config = transformers.BertConfig(
        vocab_size=8,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label={0: "negative", 1: "positive"},
        label2id={"negative": 0, "positive": 1},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    words(folder)
    signature = {
        "inputs": [{"name": "text", "type": "string"}],
        "output": labelled("positive", "negative"),
    }
    more = {"framework": "transformers", "model": "bert", "task": "text-classification"}
    write_package(tmp_path, signature=signature, sample=[{"text": "good film"}], **more)
    found = serve(tmp_path, [{"text": "good film"}, {"text": "bad"}], TRANSFORMERS_OFFLINE="1")
    assert [list(one["scores"]) for one in found] == [["positive", "negative"]] * 2
    assert sum(found[0]["scores"].values()) == pytest.approx(1, abs=1e-5)
    wanted = transformers.pipeline("text-classification", model=str(folder), top_k=None)(["good film"])[0]
    assert {one["label"]: one["score"] for one in wanted} == pytest.approx(found[0]["scores"], abs=1e-5)
    # Without a signature the pipeline's own answer is passed on.
    write_package(tmp_path, sample=["good film"], **more)
    [plain] = ask(tmp_path, ["good film"])
    assert (plain["label"], plain["score"]) == (found[0]["label"], pytest.approx(found[0]["score"], abs=1e-5))


def test_a_spacy_pipeline_with_categories(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spacy is not installed (requirements-heavy.txt)")
    from spacy.training import Example

    nlp = spacy.blank("en")
    sorter = nlp.add_pipe("textcat")
    for label in ("good", "bad"):
        sorter.add_label(label)
    texts = [("a fine day", {"good": 1.0, "bad": 0.0}), ("an awful night", {"good": 0.0, "bad": 1.0})] * 4
    examples = [Example.from_dict(nlp.make_doc(text), {"cats": cats}) for text, cats in texts]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(12):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "nlp")
    signature = {"inputs": [{"name": "text", "type": "string"}], "output": labelled("bad", "good")}
    write_package(
        tmp_path, framework="spacy", model="nlp", signature=signature, sample=[{"text": "a fine day"}]
    )
    found = serve(tmp_path, [{"text": "a fine day"}, {"text": "an awful night"}])
    assert [one["label"] for one in found] == ["good", "bad"]
    assert found[0]["scores"] == pytest.approx(nlp("a fine day").cats, abs=1e-5)
    write_package(tmp_path, framework="spacy", model="nlp", sample=["a fine day"])
    [plain] = ask(tmp_path, ["a fine day"])
    assert (plain["entities"], plain["categories"]) == ([], pytest.approx(nlp("a fine day").cats, abs=1e-5))
