"""FastAPI over an ONNX Runtime session, `async`: the best that plain FastAPI does with a fast model."""

import os

import numpy as np
import onnxruntime
from fastapi import FastAPI
from pydantic import BaseModel

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(os.environ["MODEL"], options, providers=["CPUExecutionProvider"])
model_input = session.get_inputs()[0].name
scores = session.get_outputs()[-1].name
app = FastAPI()


class Rows(BaseModel):
    instances: list[list[float]]


@app.post("/predict")
async def predict(rows: Rows):
    found = session.run([scores], {model_input: np.array(rows.instances, dtype=np.float32)})[0]
    return {"predictions": found.tolist()}
