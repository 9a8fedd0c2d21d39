"""Descriptions of the service, made from the manifest: OpenAPI, Swagger for Azure ML, metadata for the Open Inference Protocol, and a page to read."""

from __future__ import annotations

import html
import json
from typing import Any

import orjson

from . import __version__
from .manifest import Manifest

_json_types = {"number": "number", "integer": "integer", "string": "string", "boolean": "boolean"}
_datatypes = {"number": "FP64", "integer": "INT64", "string": "BYTES", "boolean": "BOOL", "tensor": "FP64"}


def row_schema(manifest: Manifest) -> dict:
    """JSON Schema of one row."""
    signature = manifest.signature
    if signature is None:
        return {"description": "Any JSON value that the model's code accepts."}
    properties: dict[str, Any] = {}
    for column, described in zip(signature.columns, signature.document["inputs"]):
        schema = (
            _tensor_schema(column.shape) if column.type == "tensor" else {"type": _json_types[column.type]}
        )
        if column.categories is not None:
            schema["enum"] = described["categories"]
        note = " ".join(str(described[key]) for key in ("description", "unit") if described.get(key))
        properties[column.name] = {**schema, **({"description": note} if note else {})}
    required = [column.name for column in signature.columns if not column.optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _tensor_schema(shape: Any) -> dict:
    schema: dict = {"type": "number"}
    for size in reversed(shape or ()):
        schema = {"type": "array", "items": schema, "minItems": size, "maxItems": size}
    return schema


def prediction_schema(manifest: Manifest) -> dict:
    output = manifest.signature.output if manifest.signature is not None else {}
    if output.get("task") == "classification":
        labels = [label["value"] for label in output["labels"]]
        scores = {"type": "object", "additionalProperties": {"type": "number"}}
        return {
            "type": "object",
            "properties": {
                "label": {"type": "string", "enum": labels},
                "score": {"type": "number"},
                "scores": scores,
            },
        }
    if output.get("task") == "regression":
        return {
            "type": "object",
            "properties": {
                "value": {"type": "number", **({"description": output["unit"]} if output.get("unit") else {})}
            },
        }
    return {}


def _operation(manifest: Manifest, key: str, wrapped: bool, summary: str) -> dict:
    rows = {"type": "array", "items": row_schema(manifest), "minItems": 1}
    sample = list(manifest.sample[:1])
    answer: dict = {"type": "array", "items": prediction_schema(manifest)}
    if wrapped:
        answer = {"type": "object", "properties": {"predictions": answer}, "required": ["predictions"]}
    body = {
        "schema": {"type": "object", "properties": {key: rows}, "required": [key]},
        **({"example": {key: sample}} if sample else {}),
    }
    problem = {
        "description": "What is wrong, why, and how to mend it",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": {"application/json": body}},
            "responses": {
                "200": {
                    "description": "One prediction per row, in order",
                    "content": {"application/json": {"schema": answer}},
                },
                **dict.fromkeys(("400", "413", "415", "429", "500", "503", "504"), problem),
            },
        }
    }


def openapi_document(manifest: Manifest) -> bytes:
    """OpenAPI 3.1."""
    problem = {
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "title": {"type": "string"},
                    "cause": {"type": "string"},
                    "fixes": {"type": "array", "items": {"type": "string"}},
                    "details": {"type": "string"},
                },
            }
        },
    }
    ready = {
        "get": {
            "summary": "Ready for traffic",
            "responses": {
                "200": {"description": "The model answered its own sample"},
                "503": {"description": "Not yet, or no longer"},
            },
        }
    }
    return orjson.dumps(
        {
            "openapi": "3.1.0",
            "info": {
                "title": manifest.name,
                "version": manifest.version,
                "description": f"Served by Slipway's runtime {__version__}.",
            },
            "paths": {
                "/v1/predict": _operation(manifest, "rows", True, "Predict"),
                "/invocations": _operation(manifest, "instances", True, "Predict, as Amazon SageMaker asks"),
                "/predict": _operation(manifest, "instances", True, "Predict, as Vertex AI asks"),
                "/score": _operation(
                    manifest, "input_data", False, "Predict, as Azure Machine Learning asks"
                ),
                "/ping": ready,
                "/health/ready": ready,
            },
            "components": {"schemas": {"Problem": problem}},
        }
    )


def swagger_document(manifest: Manifest, version: str) -> bytes:
    """What Azure ML reads at /swagger.json: version 2 unless 3 or 3.1 is asked for."""
    if version in ("3", "3.1"):
        return openapi_document(manifest)
    rows = {"type": "array", "items": row_schema(manifest)}
    return orjson.dumps(
        {
            "swagger": "2.0",
            "info": {"title": manifest.name, "version": manifest.version},
            "consumes": ["application/json"],
            "produces": ["application/json"],
            "paths": {
                "/score": {
                    "post": {
                        "operationId": "score",
                        "parameters": [
                            {
                                "name": "body",
                                "in": "body",
                                "required": True,
                                "schema": {"type": "object", "properties": {"input_data": rows}},
                            }
                        ],
                        "responses": {
                            "200": {
                                "description": "One prediction per row",
                                "schema": {"type": "array", "items": prediction_schema(manifest)},
                            }
                        },
                    }
                }
            },
        }
    )


def server_metadata() -> bytes:
    return orjson.dumps({"name": "slipway", "version": __version__, "extensions": []})


def model_metadata(manifest: Manifest) -> bytes:
    """Of the Open Inference Protocol; -1 stands for the number of rows."""
    signature = manifest.signature
    inputs = (
        []
        if signature is None
        else [
            {"name": column.name, "datatype": _datatypes[column.type], "shape": [-1, *(column.shape or (1,))]}
            for column in signature.columns
        ]
    )
    if signature is not None and signature.labels:
        outputs = [
            {"name": "label", "datatype": "BYTES", "shape": [-1]},
            {"name": "scores", "datatype": "FP64", "shape": [-1, len(signature.labels)]},
        ]
    else:
        outputs = [
            {
                "name": "value"
                if signature is not None and signature.output.get("task") == "regression"
                else "prediction",
                "datatype": "FP64",
                "shape": [-1],
            }
        ]
    return orjson.dumps(
        {
            "name": manifest.name,
            "versions": [manifest.version],
            "platform": f"slipway_{manifest.framework}",
            "inputs": inputs,
            "outputs": outputs,
        }
    )


def docs_page(manifest: Manifest) -> bytes:
    """A page without scripts or outside resources: the container may have no network, and neither may its reader."""
    example = json.dumps({"rows": list(manifest.sample[:1])}, indent=2)
    columns = [] if manifest.signature is None else manifest.signature.document["inputs"]
    rows = "".join(
        f"<tr><td><code>{html.escape(one['name'])}</code><td>{html.escape(one['type'])}<td>{html.escape(_range_of(one))}<td>{html.escape(one.get('description', ''))}"
        for one in columns
    )
    table = (
        f"<table><tr><th>Input<th>Type<th>Values<th>Meaning{rows}</table>"
        if rows
        else "<p>The model's own code says what it accepts.</p>"
    )
    name = html.escape(manifest.name)
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title><meta name="viewport" content="width=device-width">
<style>:root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}}th,td{{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884}}pre{{padding:1rem;background:#8881;overflow:auto}}</style>
<main><h1>{name} <small>{html.escape(manifest.version)}</small></h1>{table}
<h2>Ask</h2><pre>POST /v1/predict
content-type: application/json

{html.escape(example)}</pre>
<p>The same model answers <code>/invocations</code> (SageMaker), <code>/predict</code> (Vertex AI), <code>/score</code> (Azure ML) and
<code>/v2/models/model/infer</code> (Open Inference Protocol). <a href="/openapi.json">OpenAPI</a> · <a href="/metrics">Metrics</a></p></main></html>""".encode()


def _range_of(column: dict) -> str:
    if "categories" in column:
        return ", ".join(column["categories"])
    if "min" in column and "max" in column:
        return f"{column['min']} to {column['max']} {column.get('unit', '')}".strip()
    return " × ".join(map(str, column["shape"])) if "shape" in column else ""
