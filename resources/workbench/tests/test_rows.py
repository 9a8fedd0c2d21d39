"""Generated rows reach what a model may see: ranges and beyond, every category, missing values, few digits and many."""

from __future__ import annotations

import numpy as np

from slipway_workbench.rows import generate_rows, row_count, usual_count

columns = [
    {"name": "x", "type": "number", "min": 1, "max": 5},
    {"name": "n", "type": "integer", "min": 0, "max": 9, "optional": True},
    {"name": "city", "type": "string", "categories": [f"c{index}" for index in range(300)]},
    {"name": "owner", "type": "boolean"},
]


def test_every_row_fits_the_signature_and_every_category_occurs() -> None:
    rows = generate_rows(columns, [(2.5, 3, "c1", True)], usual_count, single=True)
    assert len(rows) == usual_count >= 1000
    numbers, whole, cities, owners = zip(*rows)
    assert all(float(np.float32(one)) == one for one in numbers)
    assert min(numbers) < 1 and max(numbers) > 5 and 2.5 in numbers
    assert len({round(one, 1) for one in numbers if 1 <= one <= 5}) > 30
    assert None in whole and all(one is None or type(one) is int for one in whole)
    assert set(cities) == set(columns[2]["categories"]) and set(owners) == {True, False}


def test_rows_of_float64_hold_more_digits_than_a_float32() -> None:
    rows = generate_rows(columns[:1], [], 200, single=False)
    assert sum(float(np.float32(one)) != one for [one] in rows) > 50


def test_the_same_seed_gives_the_same_rows() -> None:
    assert generate_rows(columns, [], 50, single=True) == generate_rows(columns, [], 50, single=True)


def test_tensors_have_their_shape_and_large_ones_are_fewer() -> None:
    image = [{"name": "image", "type": "tensor", "shape": [3, 224, 224]}]
    assert (row_count(image), row_count(columns)) == (26, usual_count)
    small = [{"name": "image", "type": "tensor", "shape": [2, 3]}]
    rows = generate_rows(small, [([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]],)], 10, single=True)
    assert {np.shape(row[0]) for row in rows} == {(2, 3)}
