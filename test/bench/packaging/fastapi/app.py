"""The forest behind FastAPI, as a careful data scientist writes it by hand."""

import joblib
import numpy as np
from fastapi import FastAPI
from pydantic import BaseModel

model = joblib.load("model.joblib")
app = FastAPI()


class Rows(BaseModel):
    instances: list[list[float]]


@app.get("/ping")
def ping():
    return {"status": "ready"}


@app.post("/predict")
def predict(rows: Rows):
    return {"predictions": model.predict_proba(np.array(rows.instances)).tolist()}
