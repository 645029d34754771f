"""From a tool's offsets to code points, with the way it counts found out where it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.exchange.fields import FIELDS
from evaluation.exchange.offsets import Ruler, Unit, best_unit, ruler
from evaluation.exchange.task import Carried
from pipeline.errors import GoldError

Span = tuple[int, int]
Hint = set[Span]


@dataclass(frozen=True)
class Ruled:
    """A text and how its offsets are counted."""

    length: int
    unit: Unit
    _ruler: Ruler

    def out(self, offset: int) -> int:
        """The tool's count at a code point offset."""
        return self._ruler.out(offset)

    def span(self, start: int, end: int, place: str) -> Span:
        """Code points of a tool's span. Raises GoldError outside the text, or inside a character."""
        begin, stop = self._ruler.back(start), self._ruler.back(end)
        if begin is None or stop is None or begin >= stop:
            raise GoldError(
                f"{place}: [{start}, {end}) lies outside the text of {self.length} characters "
                f"(in {self.unit}); was the text changed? else say with --offsets how the tool counts"
            )
        return begin, stop


def ruled(text: str, unit: Unit) -> Ruled:
    """How `unit` counts `text`."""
    return Ruled(len(text), unit, ruler(text, unit))


def hints_of(carried: Carried) -> Hint:
    """Where the facts stood that were exported."""
    facts = (fact for kind in FIELDS for fact in carried.record.get(kind) or ())
    return {(fact["start"], fact["end"]) for fact in facts if "start" in fact and "text" in fact}


def spans_of(text: str, spans: Iterable[Span], hints: Hint, wanted: Unit | None, usual: Unit) -> Unit:
    """The unit in which most spans are where facts were exported: people change a few, not most."""
    if wanted:
        return wanted
    if not hints:
        return usual
    known = list(spans)
    return best_unit(
        text, lambda count: sum((count.back(start), count.back(end)) in hints for start, end in known)
    )


def words_unit(text: str, spans: Iterable[tuple[int, int, str]], wanted: Unit | None) -> Unit | None:
    """The unit in which most spans hold the words that the tool says they do; None where it says none."""
    known = [(start, end, _letters(words)) for start, end, words in spans if _letters(words)]
    if wanted or not known:
        return wanted

    def agrees(count: Ruler) -> int:
        places = ((count.back(start), count.back(end), words) for start, end, words in known)
        return sum(
            start is not None and end is not None and _letters(text[start:end]) == words
            for start, end, words in places
        )

    return best_unit(text, agrees)


def same_words(text: str, start: int, end: int, words: str) -> bool:
    """Whether the tool's words are those of the text; line breaks and spaces are shown in many ways."""
    return not _letters(words) or _letters(text[start:end]) == _letters(words)


def _letters(words: str) -> str:
    return "".join(words.replace("\\n", "").replace("\\r", "").split())
