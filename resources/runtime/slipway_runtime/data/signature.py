"""The signature, compiled into checks that cost little when the rows are right and explain themselves when not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isfinite
from operator import itemgetter
from typing import Any

from ..errors import Problem, most_fields

_numeric = frozenset((int, float))


@dataclass(frozen=True)
class Column:
    """One input. `shape` is set for tensors; `categories` for a closed set of strings."""

    name: str
    type: str  # number | integer | string | boolean | tensor
    categories: frozenset | None = None
    shape: tuple | None = None
    #: A missing value (absent or null) is passed on as None.
    optional: bool = False

    def fault(self, value: Any) -> tuple | None:
        """`(code, message)` for a value that does not fit."""
        if value is None:
            return (
                None
                if self.optional
                else ("rows.wrong-type", "is null; the model was not trained on missing values")
            )
        return _faults[self.type](self, value)


def _number_fault(_: Column, value: Any) -> tuple | None:
    if type(value) not in _numeric:
        return "rows.wrong-type", f"expects a number, not {_describe(value)}"
    return None if isfinite(value) else ("rows.not-finite", "is not finite")


def _integer_fault(column: Column, value: Any) -> tuple | None:
    fault = _number_fault(column, value)
    if fault is not None or float(value).is_integer():
        return fault
    return "rows.wrong-type", f"expects a whole number, not {value}"


def _string_fault(column: Column, value: Any) -> tuple | None:
    if type(value) is not str:
        return "rows.wrong-type", f"expects text, not {_describe(value)}"
    if column.categories is not None and value not in column.categories:
        return (
            "rows.unknown-category",
            f"is {value[:40]!r}; known are {', '.join(sorted(column.categories)[:12])}",
        )
    return None


def _boolean_fault(_: Column, value: Any) -> tuple | None:
    return (
        None if type(value) is bool else ("rows.wrong-type", f"expects true or false, not {_describe(value)}")
    )


def _tensor_fault(column: Column, value: Any) -> tuple | None:
    shape: list = []
    flat: Sequence = (value,)
    while flat and type(flat[0]) is list:
        length = len(flat[0])
        if any(type(part) is not list or len(part) != length for part in flat):
            return "rows.wrong-type", "is a ragged array"
        shape.append(length)
        flat = list(chain.from_iterable(flat))
    if column.shape is not None and tuple(shape) != column.shape:
        return "rows.wrong-type", f"has the shape {shape}; {list(column.shape)} is expected"
    if not set(map(type, flat)) <= _numeric:
        return "rows.wrong-type", "holds something that is not a number"
    return None if all(map(isfinite, flat)) else ("rows.not-finite", "holds a number that is not finite")


_faults: dict[str, Callable[[Column, Any], tuple | None]] = {
    "number": _number_fault,
    "integer": _integer_fault,
    "string": _string_fault,
    "boolean": _boolean_fault,
    "tensor": _tensor_fault,
}


class Signature:
    """Inputs in order and the output's description, as in the package's manifest."""

    def __init__(self, document: dict, most_rows: int = 10_000) -> None:
        self.document = document
        self.columns = [
            Column(
                one["name"],
                one["type"],
                frozenset(one["categories"]) if "categories" in one else None,
                tuple(one["shape"]) if "shape" in one else None,
                bool(one.get("optional", False)),
            )
            for one in document["inputs"]
        ]
        self.names = [column.name for column in self.columns]
        self.output: dict = document.get("output", {})
        self.labels = [label["value"] for label in self.output.get("labels", ())]
        self.most_rows = most_rows
        self._known = frozenset(self.names)
        self._count = len(self.names)
        self._counts = {self._count}
        getter = itemgetter(*self.names)
        self._pick = getter if self._count > 1 else lambda row: (getter(row),)
        self._plain = all(column.type == "number" and not column.optional for column in self.columns)

    def check(self, instances: Any) -> list:
        """Rows (objects by column, or arrays in column order) as tuples in column order. Raises `Problem`."""
        if type(instances) is not list:
            raise Problem("rows.shape", f"The rows are {_describe(instances)}, not an array.")
        if not instances:
            raise Problem("rows.empty")
        if len(instances) > self.most_rows:
            raise Problem("rows.too-many", f"{len(instances)} rows; {self.most_rows} are accepted.")
        rows = self._quickly(instances)
        return rows if rows is not None else self._carefully(instances)

    def _quickly(self, instances: list) -> list | None:
        """The rows when all is well and every column is a plain number; None when a closer look is needed."""
        if not self._plain:
            return None
        first = type(instances[0])
        try:
            if first is dict:
                rows = [self._pick(row) for row in instances]
            elif first is list:
                rows = instances
            else:
                return None
            if set(map(len, instances)) != self._counts:
                return None
            values = list(chain.from_iterable(rows))
            return rows if set(map(type, values)) <= _numeric and all(map(isfinite, values)) else None
        except (KeyError, TypeError):
            return None

    def _carefully(self, instances: list) -> list:
        faults: list = []
        rows = []
        for index, instance in enumerate(instances):
            rows.append(self._row(index, instance, faults))
            if len(faults) >= most_fields:
                break
        if not faults:
            return rows
        details = "\n".join(f"{path}: {message}" for _, path, message in faults)
        raise Problem(faults[0][0], details, [(path, message) for _, path, message in faults])

    def _row(self, index: int, instance: Any, faults: list) -> tuple:
        if type(instance) is dict:
            return self._named_row(index, instance, faults)
        if type(instance) is not list and self._count == 1:
            instance = [instance]
        # One tensor column: the row may be the tensor itself.
        if self._count == 1 and self.columns[0].type == "tensor" and self.columns[0].fault(instance) is None:
            return (instance,)
        if type(instance) is not list:
            faults.append(
                ("rows.shape", f"rows.{index}", f"is {_describe(instance)}, not an object or an array")
            )
            return ()
        if len(instance) != self._count:
            faults.append(
                (
                    "rows.shape",
                    f"rows.{index}",
                    f"has {len(instance)} values; the model takes {self._count}: {', '.join(self.names[:20])}",
                )
            )
            return ()
        for column, value in zip(self.columns, instance):
            fault = column.fault(value)
            if fault is not None:
                faults.append((fault[0], f"rows.{index}.{column.name}", fault[1]))
        return tuple(instance)

    def _named_row(self, index: int, instance: dict, faults: list) -> tuple:
        for name in instance:
            if name not in self._known:
                faults.append(("rows.column-unknown", f"rows.{index}.{name}", "is not a column of the model"))
        for column in self.columns:
            if column.name not in instance and not column.optional:
                faults.append(("rows.column-missing", f"rows.{index}.{column.name}", "is missing"))
                continue
            fault = column.fault(instance.get(column.name))
            if fault is not None:
                faults.append((fault[0], f"rows.{index}.{column.name}", fault[1]))
        return tuple(instance.get(name) for name in self.names)


def _describe(value: Any) -> str:
    if value is None:
        return "null"
    if type(value) is bool:
        return "true or false"
    if type(value) is str:
        return f"the text {value[:40]!r}"
    if type(value) is list:
        return f"an array of {len(value)}"
    return "an object" if type(value) is dict else f"the number {value}"
