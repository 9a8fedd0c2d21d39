"""Trains the two models of the bench and writes all that the contenders and the load generator need of them.

train_models.py FOLDER [SEED]. Data: scikit-learn's make_classification with a fixed seed, 20 columns, values of four decimals.
For each of `forest` and `linear`: a package folder for the runtime (model.joblib, slipway.json), `cases.json` (rows with
scikit-learn's own scores), `train.csv` (rows to package the model with) and `floor.h` (the model as C tables). SEED is the forest's.
"""

import json
import sys
from pathlib import Path

import joblib
import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

columns = 20
cases = 64
rows_of_largest_case = 32


def main(folder: Path, seed: int) -> None:
    data, labels = make_classification(
        n_samples=12_048, n_features=columns, n_informative=12, flip_y=0.05, random_state=7
    )
    data = data.round(4)
    train, rest = data[:10_000], data[10_000:]
    models = {
        "forest": RandomForestClassifier(n_estimators=100, max_depth=10, random_state=seed, n_jobs=1),
        "linear": LogisticRegression(max_iter=1000),
    }
    for name, model in models.items():
        model.fit(train, labels[:10_000])
        write(folder / name, name, model, train, rest)
        write_table(folder / name / "train.csv", train[:500], labels[:500])


def write_table(path: Path, rows: np.ndarray, labels: np.ndarray) -> None:
    heading = ",".join([f"x{index}" for index in range(columns)] + ["label"])
    table = np.column_stack([rows, labels])
    np.savetxt(path, table, fmt=["%.4f"] * columns + ["%d"], delimiter=",", header=heading, comments="")


def write(folder: Path, name: str, model: object, train: np.ndarray, rest: np.ndarray) -> None:
    package = folder / "sklearn"
    package.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, package / "model.joblib")
    names = [f"x{index}" for index in range(columns)]
    manifest = {
        "name": name,
        "version": "1",
        "framework": "sklearn",
        "model": "model.joblib",
        "task": "classification",
        "signature": {
            "inputs": [{"name": one, "type": "number"} for one in names],
            "output": {"task": "classification", "labels": [{"value": "0"}, {"value": "1"}]},
        },
        "sample": [dict(zip(names, row)) for row in train[:4].tolist()],
    }
    (package / "slipway.json").write_text(json.dumps(manifest))
    rows = rest[: cases * rows_of_largest_case]
    scores = model.predict_proba(rows)[:, 1]
    (folder / "cases.json").write_text(json.dumps({"rows": rows.tolist(), "scores": scores.tolist()}))
    (folder / "floor.h").write_text(forest_tables(model) if name == "forest" else linear_tables(model))


def forest_tables(forest: RandomForestClassifier) -> str:
    """Nodes breadth-first, siblings side by side: `next` is the left one. A leaf has column -1 and holds its score."""
    nodes: list = []
    roots = []
    for tree in forest.estimators_:
        roots.append(len(nodes))
        nodes += tree_nodes(tree.tree_, len(nodes))
    listed = ",\n".join(f"{{{value!r}f,{column},{after}}}" for value, column, after in nodes)
    return (
        f"enum {{ columns = {columns}, trees = {len(roots)} }};\n"
        "static const struct { float value; int column, next; } nodes[] = {\n" + listed + "};\n"
        f"static const int roots[trees] = {{{','.join(map(str, roots))}}};\n"
        "static double score(const float *row) {\n"
        "    double sum = 0;\n"
        "    for (int tree = 0; tree < trees; tree++) {\n"
        "        int at = roots[tree];\n"
        "        while (nodes[at].column >= 0) at = nodes[at].next + !(row[nodes[at].column] <= nodes[at].value);\n"
        "        sum += nodes[at].value;\n"
        "    }\n"
        "    return sum / trees;\n"
        "}\n"
    )


def tree_nodes(tree: object, first: int) -> list:
    order = [0]
    nodes = []
    for place in order:
        left, right = int(tree.children_left[place]), int(tree.children_right[place])
        if left < 0:
            counts = tree.value[place][0]
            nodes.append((float(np.float32(counts[1] / counts.sum())), -1, 0))
            continue
        nodes.append((round_down(tree.threshold[place]), int(tree.feature[place]), first + len(order)))
        order += [left, right]
    return nodes


def round_down(threshold: float) -> float:
    """scikit-learn compares a float32 with a float64: rounding down keeps every comparison as it was."""
    rounded = np.float32(threshold)
    return float(rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf)))


def linear_tables(model: LogisticRegression) -> str:
    weights = ",".join(repr(float(weight)) for weight in model.coef_[0])
    return (
        f"enum {{ columns = {columns} }};\n"
        f"static const double weights[columns] = {{{weights}}};\n"
        "static double score(const float *row) {\n"
        f"    double sum = {float(model.intercept_[0])!r};\n"
        "    for (int column = 0; column < columns; column++) sum += weights[column] * row[column];\n"
        "    return 1 / (1 + exp(-sum));\n"
        "}\n"
    )


main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7)
