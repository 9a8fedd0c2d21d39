"""save_mlflow_model.py MODEL.joblib FOLDER: the model as MLflow's scikit-learn flavour saves it, answering scores."""

import sys

import joblib
import mlflow.sklearn

mlflow.sklearn.save_model(
    joblib.load(sys.argv[1]),
    sys.argv[2],
    pyfunc_predict_fn="predict_proba",
    serialization_format="cloudpickle",
)
