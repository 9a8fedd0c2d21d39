"""Tries the ways to convert in order and takes the first whose answers pass the gate."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from slipway_runtime.data.signature import Signature
from slipway_runtime.manifest import Manifest
from slipway_runtime.models import load_model
from slipway_runtime.models.model import Model

from .compare import Comparison, compare, describe_difference, single_row_ms, tolerance
from .convert import Attempt, Graph, Source, Unavailable, attempts
from .describe import Description
from .graph import order_scores
from .original import Original
from .rows import generate_rows, row_count

_file = "model.onnx"


@dataclass(frozen=True)
class Outcome:
    """How a conversion went. Times in milliseconds for one row, without HTTP."""

    state: str  # used | refused | failed | unavailable | off
    reason: str
    compared: Comparison | None = None
    #: The same comparison over rows of full float64 numbers; reported, not judged.
    double: Comparison | None = None
    original_ms: float | None = None
    converted_ms: float | None = None
    #: The manifest that serves the conversion.
    document: dict | None = None
    graph: Graph | None = None

    def fields(self) -> dict[str, Any]:
        """As the report names them."""
        fields: dict[str, Any] = {"state": self.state, "reason": self.reason}
        if self.compared is not None:
            fields |= {**_figures(self.compared), "tolerance": tolerance}
        if self.double is not None:
            fields["float64"] = _figures(self.double)
        if self.original_ms is not None and self.converted_ms is not None:
            fields |= {"originalMs": round(self.original_ms, 4), "convertedMs": round(self.converted_ms, 4)}
        return fields


def _figures(found: Comparison) -> dict[str, Any]:
    # JSON has no infinity: a missing number counts as a difference of the largest one.
    difference = min(found.difference, 1.7976931348623157e308)
    figures = {
        "comparedRows": found.rows,
        "labelMismatches": found.label_mismatches,
        "greatestDifference": difference,
    }
    return {**figures, "ties": found.ties} if found.ties else figures


def try_conversion(
    manifest: Manifest, framework: str, found: Any, description: Description, original: Original, out: Path
) -> Outcome:
    """Leaves `model.onnx` in `out` only when it may be used."""
    if original.model.predict is None:
        return Outcome(
            "unavailable", "The model's own code reads and writes the body, which has no converter to ONNX."
        )
    if manifest.signature is None:
        return Outcome("unavailable", "Without a signature there is nothing to feed a graph with.")
    source = Source(manifest, framework, found, manifest.signature, description)
    try:
        ways = attempts(source)
    except Unavailable as reason:
        return Outcome("unavailable", str(reason))
    except ImportError as error:
        return Outcome("unavailable", f"The converter is not installed: {error}.")
    except Exception as error:
        return _failed("", error)
    outcomes = []
    for way in ways:
        outcome = _attempt(way, source, original, out)
        outcomes.append(outcome)
        # One that also agrees beyond float32 cannot be bettered.
        if outcome.state == "used" and outcome.double is not None and outcome.double.agrees:
            break
    return _keep(_best(outcomes), out)


def _best(outcomes: Sequence[Outcome]) -> Outcome:
    """The last that may be used if it agrees everywhere, else the first; without any, what was compared says more than what could not be made."""
    usable = [one for one in outcomes if one.state == "used"]
    if usable:
        last = usable[-1]
        return last if last.double is not None and last.double.agrees else usable[0]
    shown = min(outcomes, key=lambda one: ("refused", "failed", "unavailable").index(one.state))
    return replace(shown, reason=" ".join(dict.fromkeys(one.reason for one in outcomes)))


def _keep(outcome: Outcome, out: Path) -> Outcome:
    """Leaves the graph of this outcome, or none."""
    (out / _file).unlink(missing_ok=True)
    if outcome.state == "used" and outcome.graph is not None:
        (out / _file).write_bytes(outcome.graph.model.SerializeToString())
    return outcome


def _attempt(way: Attempt, source: Source, original: Original, out: Path) -> Outcome:
    try:
        graph = in_order(way.make(), source)
        converted, document = open_conversion(graph, source.manifest, out)
    except Unavailable as reason:
        return Outcome("unavailable", str(reason))
    except ImportError as error:
        return Outcome("unavailable", f"The converter is not installed: {error}.")
    except Exception as error:
        # Converters raise anything, and an unsupported operator is the commonest of it.
        return _failed(way.title, error)
    try:
        outcome = judge(original.model, converted, source.signature, original.sample, document, way.title)
        return replace(outcome, graph=graph)
    except Exception as error:
        # The model itself may stop at a generated row.
        return _failed(way.title, error, "compared")


def in_order(graph: Graph, source: Source) -> Graph:
    """Scores in the order of the signature's labels, which need not be the model's own."""
    known, wanted = source.description.labels, source.signature.labels
    if not wanted or not known or known == wanted or set(known) != set(wanted):
        return graph
    output = order_scores(graph.model, graph.layout["output"], [known.index(one) for one in wanted])
    return Graph(graph.model, {**graph.layout, "output": output})


def open_conversion(graph: Graph, manifest: Manifest, out: Path) -> tuple[Model, dict]:
    """Writes the graph and loads it as the runtime will."""
    (out / _file).write_bytes(graph.model.SerializeToString())
    document = {
        **manifest.document,
        "framework": "onnx",
        "model": _file,
        "onnx": graph.layout,
    }
    document.pop("entry", None)
    served = replace(
        manifest, framework="onnx", folder=out, model=_file, entry="", onnx=graph.layout, document=document
    )
    return load_model(served), document


def judge(
    original: Model,
    converted: Model,
    signature: Signature,
    sample: Sequence,
    document: dict,
    title: str,
    converted_labels: Sequence | None = None,
) -> Outcome:
    """The parity gate: labels equal, scores or values within the tolerance, on the sample and on generated rows."""
    columns = signature.document["inputs"]
    count = row_count(columns)
    rows = [*sample, *generate_rows(columns, sample, count, single=True)]
    ask = _both(original, converted, signature.labels, converted_labels)
    result = ask(rows)
    double = ask(generate_rows(columns, sample, count, single=False, seed=11))
    times = single_row_ms(original.predict, rows), single_row_ms(converted.predict, rows)
    outcome = Outcome("refused", "", result, double, *times)
    if not result.agrees:
        why = describe_difference(result, values=not signature.labels)
        return replace(outcome, reason=f"The {title} conversion answers otherwise: {why}.")
    if times[1] > times[0]:
        return replace(outcome, reason=f"The {title} conversion answers the same, and is not faster.")
    return replace(outcome, state="used", reason=_gain(result, double, times, title), document=document)


def _both(
    original: Model, converted: Model, labels: Sequence, theirs: Sequence | None
) -> Callable[[Sequence], Comparison]:
    assert original.predict is not None and converted.predict is not None
    return lambda rows: compare(original.predict, converted.predict, rows, labels, theirs)


def _gain(result: Comparison, double: Comparison, times: tuple[float, float], title: str) -> str:
    said = [
        f"{result.rows} rows agree ({title}); one row takes {times[1]:.3g} ms instead of {times[0]:.3g} ms"
    ]
    if result.ties:
        said.append(f"{result.ties} of them tie between two labels and take the other one")
    if not double.agrees:
        said.append(
            f"of {double.rows} rows with more digits than a float32 holds, {double.label_mismatches} get another label "
            f"and the greatest difference is {double.difference:.3g}"
        )
    return "; ".join(said) + "."


def _failed(title: str, error: Exception, what: str = "made") -> Outcome:
    traceback.print_exc()
    way = f" ({title})" if title else ""
    return Outcome(
        "failed", f"The conversion{way} could not be {what}: {type(error).__name__}: {error}"[:1000]
    )
