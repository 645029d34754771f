"""Who belongs to whom: the one-to-one assignment with the greatest total weight.

The pairs are few and local (spans that overlap), so they are solved component by
component with the Hungarian method; the answer never depends on the order of the input.
"""

from __future__ import annotations

from collections.abc import Mapping

Weights = Mapping[tuple[int, int], float]


def assign(weights: Weights) -> tuple[tuple[int, int], ...]:
    """The one-to-one pairs (row, column) of greatest total weight, sorted.

    `weights` holds the pairs that may be made, each with a weight above 0.
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(weights):
        if len(rows) == 1 or len(columns) == 1:
            star = ((row, column) for row in rows for column in columns)
            pairs.append(max(star, key=lambda pair: (weights[pair], -pair[0], -pair[1])))
        else:
            pairs.extend(_hungarian(rows, columns, weights))
    return tuple(sorted(pairs))


def _components(weights: Weights) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together through possible pairs."""
    of_row: dict[int, list[int]] = {}
    of_column: dict[int, list[int]] = {}
    for row, column in sorted(weights):
        of_row.setdefault(row, []).append(column)
        of_column.setdefault(column, []).append(row)
    seen: set[int] = set()
    components = []
    for first in of_row:
        if first in seen:
            continue
        rows, columns, todo = {first}, set[int](), [first]
        while todo:
            for column in of_row[todo.pop()]:
                if column not in columns:
                    columns.add(column)
                    new = set(of_column[column]) - rows
                    rows |= new
                    todo.extend(new)
        seen |= rows
        components.append((sorted(rows), sorted(columns)))
    return components


def _hungarian(rows: list[int], columns: list[int], weights: Weights) -> list[tuple[int, int]]:
    """The Hungarian method with potentials (Jonker and Volgenant 1987), O(n³); needs rows ≤ columns."""
    if len(rows) > len(columns):
        flipped = {(column, row): weight for (row, column), weight in weights.items()}
        return [(row, column) for column, row in _hungarian(columns, rows, flipped)]
    n, m = len(rows), len(columns)
    cost = [[-weights.get((row, column), 0.0) for column in columns] for row in rows]
    row_potential, column_potential = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of = [0] * (m + 1)
    for row in range(1, n + 1):
        row_of[0], here = row, 0
        least, before, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while row_of[here]:
            used[here] = True
            at, step, following = row_of[here], float("inf"), 0
            for column in range(1, m + 1):
                if used[column]:
                    continue
                reduced = cost[at - 1][column - 1] - row_potential[at] - column_potential[column]
                if reduced < least[column]:
                    least[column], before[column] = reduced, here
                if least[column] < step:
                    step, following = least[column], column
            for column in range(m + 1):
                if used[column]:
                    row_potential[row_of[column]] += step
                    column_potential[column] -= step
                else:
                    least[column] -= step
            here = following
        while here:
            row_of[here] = row_of[before[here]]
            here = before[here]
    found = ((rows[row_of[column] - 1], columns[column - 1]) for column in range(1, m + 1) if row_of[column])
    return [pair for pair in found if pair in weights]
