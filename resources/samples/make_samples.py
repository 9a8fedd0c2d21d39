"""Trains the sample models and writes model.onnx and model.json of each into its folder.

Every number in a model.json is measured here: ranges on the rows the model was trained on, the metric on rows that it
has not seen, and `expected` of the examples by scikit-learn, so that a server of the ONNX file can be compared with it.
Two runs with the versions of requirements.txt on one kind of computer write the same bytes.
"""

import json
import re
from pathlib import Path

import numpy as np
import onnxruntime
import sklearn
from palmerpenguins import load_penguins
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_digits, load_iris
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, OneHotEncoder, StandardScaler
from threadpoolctl import threadpool_limits

HERE = Path(__file__).parent
SEED = 0
OPSET = {"": 18, "ai.onnx.ml": 3}
DIGITS = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
CC_BY_4 = {"licence": "CC BY 4.0", "licenceUrl": "https://creativecommons.org/licenses/by/4.0/"}
CC0 = {"licence": "CC0 1.0", "licenceUrl": "https://creativecommons.org/publicdomain/zero/1.0/"}


def iris_flowers():
    rows, species = load_iris(return_X_y=True)
    train, held, train_labels, held_labels = train_test_split(rows, species, test_size=0.3, stratify=species, random_state=SEED)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(train, train_labels)
    names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
    about = {
        "sepal_length": "Length of a sepal, one of the three outer leaves of the flower.",
        "sepal_width": "Width of a sepal at its widest place.",
        "petal_length": "Length of a petal, one of the three inner leaves of the flower.",
        "petal_width": "Width of a petal at its widest place.",
    }
    labels = [("setosa", "Iris setosa"), ("versicolor", "Iris versicolor"), ("virginica", "Iris virginica")]

    def typical(label):
        mine = held[held_labels == label]
        return mine[np.argmin(np.linalg.norm(mine - train[train_labels == label].mean(axis=0), axis=1))]

    scores = model.predict_proba(held)
    between = held[np.argmin(scores.max(axis=1))]
    examples = [
        ("Setosa, typical", typical(0)),
        ("Versicolor, typical", typical(1)),
        ("Virginica, typical", typical(2)),
        ("Between versicolor and virginica", between),
    ]
    card = {
        "id": "iris-flowers",
        "title": "Iris flowers",
        "summary": "Names the species of an iris from four lengths measured on its flower.",
        "kind": "tabular",
        "signature": {
            "inputs": [number(name, about[name], "cm", 0.1, train[:, index]) for index, name in enumerate(names)],
            "output": {"task": "classification", "name": "species", "labels": [{"value": v, "title": t} for v, t in labels]},
        },
        "onnx": {"inputs": [{"name": "features", "columns": names, "type": "float32", "shape": [4]}], "output": "probabilities"},
        "examples": [
            {"title": title, "row": dict(zip(names, row.tolist())), "expected": classified(model, row.reshape(1, -1), labels)}
            for title, row in examples
        ],
        "training": training("Logistic regression on standardised inputs", len(train), accuracy(model, held, held_labels, "flowers")),
        "data": {
            "name": "Iris",
            **CC_BY_4,
            "source": "https://archive.ics.uci.edu/dataset/53/iris",
            "attribution": "R. A. Fisher (1936), Iris, UCI Machine Learning Repository, https://doi.org/10.24432/C56C76, as distributed with scikit-learn.",
        },
    }
    graph = to_onnx(model, initial_types=[("features", FloatTensorType([None, 4]))], options={"zipmap": False}, target_opset=OPSET)
    return card, graph, {"features": held.astype(np.float32)}, scores


def penguin_mass():
    penguins = load_penguins().dropna()
    categories = {"species": "Species of the penguin.", "island": "Island where the penguin was measured.", "sex": "Sex of the penguin."}
    lengths = {
        "bill_length_mm": ("Bill length", "Length of the bill along its upper ridge.", 0.1),
        "bill_depth_mm": ("Bill depth", "Height of the bill at its base.", 0.1),
        "flipper_length_mm": ("Flipper length", "Length of a flipper.", 1),
    }
    names = [*categories, *lengths]
    train, held = train_test_split(penguins, test_size=0.25, stratify=penguins.species, random_state=SEED)
    columns = ColumnTransformer([("categories", OneHotEncoder(), list(categories)), ("lengths", StandardScaler(), list(lengths))])
    model = make_pipeline(columns, Ridge()).fit(train[names], train.body_mass_g)
    known = model[0].named_transformers_["categories"].categories_
    error = mean_absolute_error(held.body_mass_g, model.predict(held[names]))

    def typical(species, sex):
        mine = held[(held.species == species) & (held.sex == sex)][list(lengths)]
        group = train[(train.species == species) & (train.sex == sex)][list(lengths)]
        return held.loc[((mine - group.mean()) ** 2 / group.var()).sum(axis=1).idxmin()]

    examples = [
        ("Adelie, a typical female", typical("Adelie", "female")),
        ("Adelie, a typical male", typical("Adelie", "male")),
        ("Chinstrap, a typical female", typical("Chinstrap", "female")),
        ("Gentoo, a typical female", typical("Gentoo", "female")),
        ("Gentoo, a typical male", typical("Gentoo", "male")),
    ]

    def expected(row):
        return {"value": round(float(model.predict(row[names].to_frame().T.astype(train[names].dtypes))[0]), 4)}

    card = {
        "id": "penguin-mass",
        "title": "Penguin mass",
        "summary": "Estimates the body mass of a penguin in grams from its species, island, sex and three lengths.",
        "kind": "tabular",
        "signature": {
            "inputs": [
                *(category(name, about, list(values)) for (name, about), values in zip(categories.items(), known)),
                *(
                    {**number(name, about, "mm", step, train[name].to_numpy()), "title": title}
                    for name, (title, about, step) in lengths.items()
                ),
            ],
            "output": {
                "task": "regression",
                "name": "body_mass",
                "unit": "g",
                "min": float(train.body_mass_g.min()),
                "max": float(train.body_mass_g.max()),
            },
        },
        "onnx": {
            "inputs": [
                {"name": name, "columns": [name], "type": "string" if name in categories else "float32", "shape": [1]} for name in names
            ],
            "output": "variable",
        },
        "examples": [{"title": title, "row": row[names].to_dict(), "expected": expected(row)} for title, row in examples],
        "training": training(
            "Ridge regression on one-hot and standardised inputs",
            len(train),
            {"name": f"Mean absolute error on {len(held)} held-out penguins", "value": round(error, 1), "unit": "g"},
        ),
        "data": {
            "name": "Palmer penguins",
            **CC0,
            "source": "https://allisonhorst.github.io/palmerpenguins/",
            "attribution": "K. B. Gorman, T. D. Williams and W. R. Fraser (2014), Palmer Station Antarctica LTER; "
            "A. M. Horst, A. P. Hill and K. B. Gorman (2020), palmerpenguins, https://doi.org/10.5281/zenodo.3960218.",
        },
    }
    types = [(name, StringTensorType([None, 1]) if name in categories else FloatTensorType([None, 1])) for name in names]
    graph = to_onnx(model, initial_types=types, target_opset=OPSET)
    feed = {name: held[[name]].to_numpy(dtype=object if name in categories else np.float32) for name in names}
    return card, graph, feed, model.predict(held[names]).reshape(-1, 1)


def handwritten_digit():
    images, digits = load_digits(return_X_y=True)
    train, held, train_labels, held_labels = train_test_split(images, digits, test_size=0.25, stratify=digits, random_state=SEED)
    network = MLPClassifier((64,), alpha=0.5, max_iter=1000, random_state=SEED)
    model = make_pipeline(MaxAbsScaler(), network).fit(train, train_labels)
    labels = [(str(digit), title) for digit, title in enumerate(DIGITS)]
    # Held-out images by their place in the split; the titles say what a person sees.
    examples = [
        ("A two with a flat foot", 16),
        ("A seven, slanted", 77),
        ("A zero, narrow", 1),
        ("A four, closed", 29),
        ("A three, hard to read", 299),
        ("A four, open, taken for an eight", 38),
    ]
    card = {
        "id": "handwritten-digit",
        "title": "Handwritten digit",
        "summary": "Reads a handwritten digit from an image of 8 by 8 grey values.",
        "kind": "image",
        "signature": {
            "inputs": [
                {
                    "name": "image",
                    "title": "Image",
                    "type": "tensor",
                    "description": "Eight rows of eight grey values: 0 is paper, 16 is full ink.",
                    "min": 0,
                    "max": 16,
                    "step": 1,
                    "shape": [8, 8],
                }
            ],
            "output": {"task": "classification", "name": "digit", "labels": [{"value": v, "title": t} for v, t in labels]},
        },
        "onnx": {"inputs": [{"name": "pixels", "columns": ["image"], "type": "float32", "shape": [64]}], "output": "probabilities"},
        "examples": [
            {
                "title": title,
                "row": {"image": held[place].astype(int).reshape(8, 8).tolist()},
                "expected": classified(model, held[place : place + 1], labels),
            }
            for title, place in examples
        ],
        "training": training("Neural network with one hidden layer of 64 units", len(train), accuracy(model, held, held_labels, "images")),
        "data": {
            "name": "Optical Recognition of Handwritten Digits",
            **CC_BY_4,
            "source": "https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits",
            "attribution": "E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, "
            "https://doi.org/10.24432/C50P49; the test part, as distributed with scikit-learn.",
        },
    }
    graph = to_onnx(model, initial_types=[("pixels", FloatTensorType([None, 64]))], options={"zipmap": False}, target_opset=OPSET)
    return card, graph, {"pixels": held.astype(np.float32)}, model.predict_proba(held)


def number(name, about, unit, step, seen):
    title = name.replace("_", " ").capitalize()
    return {
        "name": name,
        "title": title,
        "type": "number",
        "description": about,
        "unit": unit,
        "min": float(seen.min()),
        "max": float(seen.max()),
        "step": step,
    }


def category(name, about, values):
    return {"name": name, "title": name.capitalize(), "type": "string", "description": about, "categories": values}


def classified(model, row, labels):
    scores = {value: round(float(score), 6) for (value, _), score in zip(labels, model.predict_proba(row)[0])}
    label = labels[int(model.predict(row)[0])][0]
    return {"label": label, "score": scores[label], "scores": scores}


def accuracy(model, held, held_labels, things):
    return {"name": f"Accuracy on {len(held)} held-out {things}", "value": round(accuracy_score(held_labels, model.predict(held)), 4)}


def training(algorithm, rows, metric):
    return {"algorithm": algorithm, "library": f"scikit-learn {sklearn.__version__}", "rows": rows, "metric": metric}


def write(card, graph, feed, expected):
    """Writes one sample after checking that ONNX Runtime answers the held-out rows as scikit-learn does."""
    graph.graph.name = card["id"]
    content = graph.SerializeToString(deterministic=True)
    answered = onnxruntime.InferenceSession(content).run([card["onnx"]["output"]], feed)[0]
    apart = float(np.abs(answered - expected).max())
    if apart > 1e-3 * max(1.0, float(np.abs(expected).max())) or not np.array_equal(answered.argmax(1), expected.argmax(1)):
        raise SystemExit(f"{card['id']}: the ONNX model differs from scikit-learn by {apart}")
    folder = HERE / card["id"]
    folder.mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(content)
    (folder / "model.json").write_text(to_json(card), encoding="utf-8")
    metric = card["training"]["metric"]
    print(f"{card['id']}: {len(content)} bytes; {metric['name']}: {metric['value']} {metric.get('unit', '')}; largest difference {apart:.1e}")


def to_json(card):
    """Indented, with each list of numbers on one line: an image stays readable."""
    text = json.dumps(card, indent=2, ensure_ascii=False)
    return re.sub(r"\[\s+(-?[\d.]+(?:,\s+-?[\d.]+)*)\s+\]", lambda found: "[" + re.sub(r"\s+", " ", found[1]) + "]", text) + "\n"


if __name__ == "__main__":
    # One thread: the order of additions, and with it the last bit of a weight, stays the same.
    with threadpool_limits(limits=1):
        for make in (iris_flowers, penguin_mass, handwritten_digit):
            write(*make())
