"""FastAPI over the scikit-learn object, as most tutorials write it: `app` with `def` (thread pool), `async_app` with `async`."""

import os

import joblib
import numpy as np
from fastapi import FastAPI
from pydantic import BaseModel

model = joblib.load(os.environ["MODEL"])
app = FastAPI()
async_app = FastAPI()


class Rows(BaseModel):
    instances: list[list[float]]


@app.post("/predict")
def predict(rows: Rows):
    return {"predictions": model.predict_proba(np.array(rows.instances)).tolist()}


@async_app.post("/predict")
async def predict_at_once(rows: Rows):
    return {"predictions": model.predict_proba(np.array(rows.instances)).tolist()}
