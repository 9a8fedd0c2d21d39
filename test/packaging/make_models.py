"""Trains the models of the packaging tests on data that ships with scikit-learn, and writes what each answers.

`python make_models.py FOLDER [--seed N] [--only MODEL]`: one folder a model, as a person would save it, and beside it `<name>.json`: `{"request": …, "answers": …}`, the body to
send and what the library itself answers. `rows.csv` holds the training rows with the column `species`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=Path)
parser.add_argument("--seed", type=int, default=7)
parser.add_argument("--only")
words = parser.parse_args()
top: Path = words.folder
data = load_iris(as_frame=True)
names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
features = data.data.set_axis(names, axis=1)
species = pd.Series(data.target_names[data.target], name="species")
rows = [0, 60, 120]
asked = features.iloc[rows]
instances = asked.to_dict("records")


def folder(name: str) -> Path:
    made = top / name
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    return made


def expect(made: Path, answers: object, request: object = None) -> None:
    (top / f"{made.name}.json").write_text(
        json.dumps({"request": request or {"instances": instances}, "answers": answers})
    )


def scores(labels: object, table: np.ndarray) -> list:
    return [dict(zip(map(str, labels), map(float, row))) for row in np.asarray(table)]


def sklearn_forest() -> None:
    made = folder("sklearn")
    scaled = make_pipeline(
        make_column_transformer((StandardScaler(), names), remainder="drop"),
        RandomForestClassifier(n_estimators=20, max_depth=4, random_state=words.seed),
    )
    model = scaled.fit(features, species)
    joblib.dump(model, made / "model.joblib")
    expect(made, scores(model.classes_, model.predict_proba(asked)))


def xgboost_booster() -> None:
    import xgboost

    made = folder("xgboost")
    model = xgboost.XGBClassifier(n_estimators=10, max_depth=3).fit(features, data.target)
    model.save_model(made / "model.ubj")
    # The booster's own file knows numbers of classes, not their names.
    expect(made, model.predict_proba(asked).tolist())


def lightgbm_booster() -> None:
    import lightgbm

    made = folder("lightgbm")
    model = lightgbm.LGBMClassifier(n_estimators=10, num_leaves=7, verbose=-1).fit(features, data.target)
    model.booster_.save_model(made / "model.txt")
    expect(made, model.booster_.predict(asked).tolist())


def onnx_graph() -> None:
    from skl2onnx import to_onnx

    made = folder("onnx")
    model = LogisticRegression(max_iter=500).fit(features.to_numpy(np.float32), species)
    graph = to_onnx(model, features.to_numpy(np.float32)[:1], options={"zipmap": False})
    (made / "model.onnx").write_bytes(graph.SerializeToString())
    expect(made, scores(model.classes_, model.predict_proba(asked.to_numpy(np.float32))))


def mlflow_folder() -> None:
    import mlflow

    made = folder("mlflow")
    model = LogisticRegression(max_iter=500).fit(features, species)
    signature = mlflow.models.infer_signature(features, model.predict(features))
    mlflow.sklearn.save_model(
        model,
        made / "model",
        signature=signature,
        input_example=features.head(2),
        serialization_format="cloudpickle",
        pip_requirements=[f"scikit-learn=={__import__('sklearn').__version__}", f"mlflow-skinny=={mlflow.__version__}", f"pandas=={pd.__version__}"],
    )
    expect(made, model.predict(asked).tolist())


def user_code() -> None:
    made = folder("predict-py")
    (made / "predict.py").write_text(
        '''"""Sums the columns, in the way of a hand-written model."""


def load(folder):
    return {"offset": 1.0}


def predict(model, rows):
    return [sum(row.values()) + model["offset"] for row in rows]
'''
    )
    expect(made, [float(sum(row.values()) + 1) for row in instances])

    made = folder("predict-py-stream")
    (made / "predict.py").write_text(
        '''"""Answers word by word."""


class Model:
    def __init__(self, folder):
        self.words = ["one", "two", "three"]

    def predict(self, rows):
        for word in self.words:
            yield word
'''
    )
    expect(made, ["one", "two", "three"], {"instances": [{"prompt": "count"}]})

    made = folder("inference-py")
    weights = np.array([1.0, -2.0, 3.0, 0.5])
    np.save(made / "weights.npy", weights)
    (made / "inference.py").write_text(
        '''import json
import os

import numpy as np


def model_fn(model_dir):
    return np.load(os.path.join(model_dir, "weights.npy"))


def input_fn(body, content_type):
    return np.array(json.loads(body)["instances"], dtype=float)


def predict_fn(data, model):
    return data @ model


def output_fn(prediction, accept):
    return json.dumps({"predictions": prediction.tolist()}), "application/json"
'''
    )
    matrix = asked.to_numpy()
    expect(made, (matrix @ weights).tolist(), {"instances": matrix.tolist()})

    made = folder("score-py")
    joblib.dump(LogisticRegression(max_iter=500).fit(features.to_numpy(), data.target), made / "model.joblib")
    (made / "requirements.txt").write_text(f"scikit-learn=={__import__('sklearn').__version__}\n")
    (made / "score.py").write_text(
        '''import json
import os

import joblib

model = None


def init():
    global model
    model = joblib.load(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.joblib"))


def run(raw_data):
    return model.predict(json.loads(raw_data)["data"]).tolist()
'''
    )
    model = joblib.load(made / "model.joblib")
    expect(made, model.predict(matrix).tolist(), {"data": matrix.tolist()})


def malicious() -> None:
    class Canary:
        def __reduce__(self):
            import os

            return os.system, (f"touch {top / 'canary'}",)

    made = folder("malicious")
    (made / "model.pkl").write_bytes(pickle.dumps(Canary()))


if __name__ == "__main__":
    top.mkdir(parents=True, exist_ok=True)
    features.assign(species=species).to_csv(top / "rows.csv", index=False)
    makers = {
        "sklearn": sklearn_forest,
        "xgboost": xgboost_booster,
        "lightgbm": lightgbm_booster,
        "onnx": onnx_graph,
        "mlflow": mlflow_folder,
        "code": user_code,
        "malicious": malicious,
    }
    for name, make in makers.items():
        if words.only in (None, name):
            make()
