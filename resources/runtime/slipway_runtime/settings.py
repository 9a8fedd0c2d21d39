"""Everything the environment may set, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Times in seconds, sizes in bytes."""

    ports: tuple
    host: str
    workers: int
    timeout: float
    stop_seconds: float
    most_rows_together: int
    most_waiting: int
    body_bytes: int
    predict_route: str
    health_route: str
    capture_folder: str | None
    capture_share: float
    capture_bytes: int
    cache_entries: int
    log_level: str
    lambda_api: str | None
    #: The folder below which SageMaker puts the models of a multi-model endpoint; None when this is none.
    models_root: str | None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """`PORT` (Cloud Run), `AIP_HTTP_PORT` (Vertex AI), `SAGEMAKER_BIND_TO_PORT` (pipelines) name the port; else 8080. 5001 is Azure ML's own."""
    named = (
        environment.get("SAGEMAKER_BIND_TO_PORT")
        or environment.get("AIP_HTTP_PORT")
        or environment.get("PORT")
    )
    first = int(named or "8080")
    also = environment.get("SLIPWAY_ALSO_PORT", "" if environment.get("SAGEMAKER_BIND_TO_PORT") else "5001")
    ports = (first, *(int(port) for port in also.split(",") if port and int(port) != first))
    multi_model = environment.get("SAGEMAKER_MULTI_MODEL", "").lower() == "true"
    number = lambda name, default: float(environment.get(name) or default)
    return Settings(
        ports=ports,
        host=environment.get("SLIPWAY_HOST", "0.0.0.0"),
        # A model is loaded by one request: a second worker would not have it.
        workers=1
        if multi_model
        else int(
            environment.get("SLIPWAY_WORKERS")
            or environment.get("WORKER_COUNT")
            or environment.get("SAGEMAKER_MODEL_SERVER_WORKERS")
            or 1
        ),
        timeout=number("SLIPWAY_TIMEOUT", environment.get("SAGEMAKER_MODEL_SERVER_TIMEOUT") or 60),
        # SageMaker kills a container 30 s after SIGTERM.
        stop_seconds=number("SLIPWAY_STOP_SECONDS", 25),
        most_rows_together=int(number("SLIPWAY_BATCH_ROWS", 256)),
        most_waiting=int(number("SLIPWAY_QUEUE", 1024)),
        body_bytes=int(number("SLIPWAY_BODY_BYTES", 32 * 1024 * 1024)),
        predict_route=environment.get("AIP_PREDICT_ROUTE", "/predict"),
        health_route=environment.get("AIP_HEALTH_ROUTE", "/health"),
        capture_folder=environment.get("SLIPWAY_CAPTURE_DIR") or None,
        capture_share=number("SLIPWAY_CAPTURE_SHARE", 1.0),
        capture_bytes=int(number("SLIPWAY_CAPTURE_BYTES", 64 * 1024 * 1024)),
        cache_entries=int(number("SLIPWAY_CACHE", 0)),
        log_level=environment.get("SLIPWAY_LOG", "info"),
        lambda_api=environment.get("AWS_LAMBDA_RUNTIME_API") or None,
        models_root=environment.get("SLIPWAY_MODELS_ROOT", "/opt/ml/models") if multi_model else None,
    )
