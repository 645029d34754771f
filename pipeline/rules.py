"""The catalogue of rules: what each says, and an example of the text it is for.

``models/patterns/rules.tsv`` has a line for every rule that finds facts; a fact carries the id of its rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.patterns import rows

OPENS, CLOSES = "⟦", "⟧"
# minutes begin so: an example with an item of its own stands below it
_HEAD = "Granby byalag\nProtokoll styrelsemöte 2024-03-12\n\n"


@dataclass(frozen=True)
class Rule:
    """A rule: its id (``"decision.passive"``), one line that says what it finds, and an example.

    `example` is a text in which the rule finds the words from `start` to `end`.
    """

    id: str
    statement: str
    example: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What it finds, by the first part of its id: ``"decision"``, ``"person"``, ``"model"`` …"""
        return self.id.partition(".")[0]

    @property
    def words(self) -> str:
        """What it finds in its example."""
        return self.example[self.start : self.end]


@cache
def rules() -> tuple[Rule, ...]:
    """The catalogue, in the order of its file."""
    return tuple(_rule(*row) for row in rows("rules.tsv"))


@cache
def by_id() -> dict[str, Rule]:
    """Id → rule."""
    return {rule.id: rule for rule in rules()}


def statement(rule: str) -> str:
    """What the rule of that id says; of another system's rule nothing is known."""
    known = by_id().get(rule)
    return known.statement if known else ""


def _rule(id_: str, says: str, example: str) -> Rule:
    text = example.replace("\\n", "\n").replace("\\t", "\t")
    if any(line.lstrip(OPENS).startswith("§ ") for line in text.splitlines()):
        text = _HEAD + text
    start, end = text.index(OPENS), text.index(CLOSES) - len(OPENS)
    return Rule(id_, says, text.replace(OPENS, "").replace(CLOSES, ""), start, end)
