"""What a model answers, cut per request and written for each route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import orjson

_numpy = orjson.OPT_SERIALIZE_NUMPY


@dataclass
class Predictions:
    """Exactly one of three: `scores` `[rows, labels]`, `values` `[rows]`, or `items`, one JSON value a row."""

    scores: np.ndarray | None = None
    values: np.ndarray | None = None
    items: Sequence | None = None
    #: `best` and `lists` of the scores, once they were asked for: NumPy costs more per call than per row, so a batch is read once and cut as lists.
    _read: tuple[list, list] | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        one = (
            self.scores if self.scores is not None else self.values if self.values is not None else self.items
        )
        return 0 if one is None else len(one)

    def cut(self, start: int, stop: int) -> Predictions:
        """The predictions of one request among those of a batch."""
        if self.scores is not None:
            best, lists = self.read_scores()
            return Predictions(self.scores[start:stop], _read=(best[start:stop], lists[start:stop]))
        if self.values is not None:
            return Predictions(values=self.values[start:stop])
        return Predictions(items=(self.items or ())[start:stop])

    def read_scores(self) -> tuple[list, list]:
        """The index of the best label of each row, and all scores of each row."""
        if self._read is None:
            assert self.scores is not None
            self._read = (self.scores.argmax(axis=1).tolist(), self.scores.tolist())
        return self._read

    def rows(self, labels: Sequence) -> list:
        """`{"label", "score", "scores"}`, `{"value"}`, or the item itself, one per row."""
        if self.scores is not None:
            return [
                {"label": labels[index], "score": row[index], "scores": dict(zip(labels, row))}
                for index, row in zip(*self.read_scores())
            ]
        if self.values is not None:
            return [{"value": value} for value in self.values.tolist()]
        return list(self.items or ())

    def finite(self) -> bool:
        array = self.scores if self.scores is not None else self.values
        return array is None or bool(np.isfinite(array).all())


def encode_wrapped(predictions: Predictions, labels: Sequence) -> bytes:
    """`{"predictions": […]}`: REST, SageMaker, Vertex AI."""
    return orjson.dumps({"predictions": predictions.rows(labels)}, option=_numpy)


def encode_list(predictions: Predictions, labels: Sequence) -> bytes:
    """A bare array: Azure ML."""
    return orjson.dumps(predictions.rows(labels), option=_numpy)


def encode_json_lines(predictions: Predictions, labels: Sequence) -> bytes:
    return b"".join(
        orjson.dumps(row, option=_numpy | orjson.OPT_APPEND_NEWLINE) for row in predictions.rows(labels)
    )


def encode_csv(predictions: Predictions, labels: Sequence) -> bytes:
    """One line a row, without a header as SageMaker's batch transform wants it: label and scores, or the value."""
    return "".join(f"{','.join(map(_csv_cell, _flat(row)))}\n" for row in predictions.rows(labels)).encode()


def _flat(row: Any) -> list:
    if type(row) is dict and "label" in row and "scores" in row:
        return [row["label"], *row["scores"].values()]
    if type(row) is dict:
        return list(row.values())
    return row if type(row) is list else [row]


def _csv_cell(value: Any) -> str:
    text = value if type(value) is str else orjson.dumps(value, option=_numpy).decode()
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n\r') else text


def encode_tensors(
    predictions: Predictions, labels: Sequence, model: str, version: str, request_id: str | None
) -> bytes:
    """The Open Inference Protocol's answer: `label` and `scores`, or `value`."""
    count = len(predictions)
    if predictions.scores is not None:
        best, lists = predictions.read_scores()
        outputs = [
            {
                "name": "label",
                "datatype": "BYTES",
                "shape": [count],
                "data": [labels[index] for index in best],
            },
            {
                "name": "scores",
                "datatype": "FP64",
                "shape": [count, len(labels)],
                "data": [score for row in lists for score in row],
            },
        ]
    elif predictions.values is not None:
        outputs = [
            {"name": "value", "datatype": "FP64", "shape": [count], "data": predictions.values.tolist()}
        ]
    else:
        data = [
            item if type(item) is str else orjson.dumps(item, option=_numpy).decode()
            for item in predictions.items or ()
        ]
        outputs = [{"name": "prediction", "datatype": "BYTES", "shape": [count], "data": data}]
    document = {"model_name": model, "model_version": version, "outputs": outputs}
    return orjson.dumps({**document, "id": request_id} if request_id is not None else document)
