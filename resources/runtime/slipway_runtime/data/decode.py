"""Request bodies to rows. Every cloud's wrapping of the same rows ends in one list of instances."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import orjson

from ..errors import Problem
from .signature import Signature

#: Keys under which the clouds and MLflow put rows, in the order they are looked for.
_row_keys = ("instances", "rows", "inputs", "dataframe_records", "input_data", "dataframe_split")

json_types = frozenset((b"application/json", b"", b"text/json", b"application/x-www-form-urlencoded"))


def parse_json(body: bytes) -> Any:
    """Raises `input.not-json` with the place where the text stops being JSON."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Problem("input.not-json", f"{error.msg} at line {error.lineno}, column {error.colno}") from None


def instances_of(document: Any) -> Any:
    """The rows inside `instances`, `rows`, `inputs`, `dataframe_split`, `dataframe_records` or `input_data`, or the document itself."""
    if type(document) is list:
        return document
    if type(document) is not dict:
        raise Problem("rows.shape", "The body is neither an object nor an array.")
    for key in _row_keys:
        if key in document:
            return _unwrap(document[key], key)
    return [document]


def _unwrap(value: Any, key: str) -> Any:
    if type(value) is list:
        return value
    if type(value) is dict and "data" in value:
        return _split_rows(value, key)
    if type(value) is dict:
        return _column_rows(value, key)
    raise Problem("rows.shape", f"{key} is neither an array nor an object.")


def _split_rows(value: dict, key: str) -> list:
    """`{"columns": […], "data": [[…]], "index": […]}`, MLflow's and Azure's; without columns in the model's order."""
    columns, data = value.get("columns"), value["data"]
    if type(data) is not list:
        raise Problem("rows.shape", f"{key}.data is not an array of rows.")
    if columns is None:
        return data
    if type(columns) is not list or any(type(name) is not str for name in columns):
        raise Problem("rows.shape", f"{key}.columns is not an array of names.")
    for index, row in enumerate(data):
        if type(row) is not list or len(row) != len(columns):
            raise Problem(
                "rows.shape",
                f"{key}.data.{index} does not have the {len(columns)} values that {key}.columns names.",
            )
    return [dict(zip(columns, row)) for row in data]


def _column_rows(value: dict, key: str) -> list:
    """`{"a": [1, 2], "b": [3, 4]}`: one array per column."""
    columns = list(value.values())
    if not columns or any(type(column) is not list for column in columns):
        return [value]
    if len({len(column) for column in columns}) != 1:
        raise Problem("rows.shape", f"The columns of {key} differ in length.")
    return [dict(zip(value, cells)) for cells in zip(*columns)]


def decode_json_lines(body: bytes) -> list:
    lines = [line for line in body.splitlines() if line.strip()]
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            rows.append(orjson.loads(line))
        except orjson.JSONDecodeError as error:
            raise Problem("input.not-json", f"Line {number}: {error.msg} at column {error.colno}") from None
    return rows


def decode_csv(body: bytes, signature: Signature | None) -> list:
    """Rows of a CSV. A first line that holds the model's column names is a header; without one the order is the model's."""
    try:
        table = [row for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Problem("rows.shape", f"The CSV cannot be read: {error}") from None
    if signature is None:
        return [[_guess(cell) for cell in row] for row in table]
    header = [cell.strip() for cell in table[0]] if table else []
    named = (
        bool(header) and set(signature.names) & set(header) and not any(_is_number(cell) for cell in header)
    )
    if not named:
        return [_convert(row, signature.columns) for row in table]
    by_name = {column.name: column for column in signature.columns}
    columns = [by_name.get(name) for name in header]
    return [dict(zip(header, _convert(row, columns))) for row in table[1:]]


def _convert(row: list, columns: list) -> list:
    """Cells to values by the column's type; a cell that does not convert stays text, for the signature to name."""
    padded = columns + [None] * (len(row) - len(columns))
    return [_cell(cell.strip(), column) for cell, column in zip(row, padded)]


def _cell(cell: str, column: Any) -> Any:
    if column is None or column.type == "string":
        return cell
    if cell == "":
        return None
    if column.type == "boolean":
        return {"true": True, "false": False, "1": True, "0": False}.get(cell.lower(), cell)
    return _guess(cell)


def _guess(cell: str) -> Any:
    try:
        return int(cell)
    except ValueError:
        pass
    try:
        return float(cell)
    except ValueError:
        return cell


def _is_number(cell: str) -> bool:
    return not isinstance(_guess(cell), str)


def decode_npy(body: bytes, _: Signature | None) -> list:
    """A NumPy array `[rows, …]`, without pickled objects."""
    try:
        array = np.load(io.BytesIO(body), allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise Problem("rows.shape", f"The npy array cannot be read: {error}") from None
    if array.ndim == 0 or array.dtype.kind not in "fiub":
        raise Problem(
            "rows.shape",
            f"An array of numbers with a row dimension is expected, not {array.dtype} of shape {list(array.shape)}.",
        )
    return array.tolist()


_decoders: dict[bytes, Callable[[bytes, Signature | None], Any]] = {
    b"text/csv": decode_csv,
    b"application/csv": decode_csv,
    b"application/x-npy": decode_npy,
    b"application/x-ndjson": lambda body, _: decode_json_lines(body),
    b"application/jsonlines": lambda body, _: decode_json_lines(body),
    b"application/jsonl": lambda body, _: decode_json_lines(body),
}


def decode_instances(content_type: bytes, body: bytes, signature: Signature | None) -> Any:
    """The rows of a body. Raises `input.media-type` for a format that is not read here."""
    if content_type in json_types:
        return instances_of(parse_json(body))
    decoder = _decoders.get(content_type)
    if decoder is None:
        known = ", ".join(sorted(name.decode() for name in (*_decoders, b"application/json")))
        raise Problem("input.media-type", f"{content_type.decode('latin-1')}; read here are {known}")
    return decoder(body, signature)
