"""A sitting of `paragraf judge`: pairs that may be one person are shown, and a person answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer

from pipeline.cli.show import complain
from pipeline.errors import BadJudgement

if TYPE_CHECKING:
    from pipeline.entities import Verdict
    from pipeline.judge import Face, Question
    from pipeline.settings import Settings
    from pipeline.store import Store

_KEYS = "y one person · n two people · s skip · u undo the last · q quit"


class Sitting:
    """One sitting: pairs are asked until there are none, or the person has had enough."""

    def __init__(self, store: Store, settings: Settings, by: str) -> None:
        self._store = store
        self._settings = settings
        self._by = by
        self._given: list[tuple[int, int]] = []  # number of the judgement, and of its question

    def run(self, asked: list[Question]) -> int:
        """Ask until there are no more pairs or the person has had enough; how many judgements were given."""
        typer.echo(f"Pairs that may be one person: {len(asked)}. Judging as {self._by}.")
        at = 0
        while at < len(asked) or self._given:
            if at == len(asked):
                answer = self._answer("uq", "That was the last pair. u undo the last · q quit")
            elif not self._open(asked[at]):
                at += 1
                continue
            else:
                answer = self._ask(asked[at], at + 1, len(asked))
            if answer == "q":
                break
            at = self._undo(at) if answer == "u" else self._take(answer, asked[at], at)
        typer.echo(f"Judgements kept: {len(self._given)}")
        return len(self._given)

    def _open(self, question: Question) -> bool:
        """Whether two are two still, and no answer since has settled them."""
        pair = question.pair
        current = self._store.members(current=True)
        return current.get(pair.left) != current.get(pair.right)

    def _ask(self, question: Question, number: int, of: int) -> str:
        from pipeline import judge as judging

        pair = question.pair
        profiles = self._store.memory().profiles
        typer.echo(f"\n[{number} of {of}] One person? The program says {pair.score:.0%}.")
        for key in (pair.left, pair.right):
            typer.echo("\n".join(face_lines(judging.face(self._store, profiles[key]), "  ")))
        for words, speaks in _weighed(question):
            typer.echo(f"  {words}: {speaks}")
        return self._answer("ynsuq", _KEYS)

    def _answer(self, letters: str, prompt: str) -> str:
        while True:
            try:
                answer = input(f"{prompt} > ").strip().casefold()
            except EOFError:
                return "q"
            if len(answer) == 1 and answer in letters:
                return answer
            typer.echo(f"Answer with one of the letters {', '.join(letters)}.")

    def _take(self, answer: str, question: Question, at: int) -> int:
        from pipeline import judge as judging

        if answer != "s":
            current = self._store.members(current=True)
            left, right = current[question.pair.left], current[question.pair.right]
            verdict: Verdict = "same" if answer == "y" else "different"
            try:
                done = judging.judge(self._store, verdict, left, right, by=self._by, settings=self._settings)
            except BadJudgement as error:
                complain(str(error))
                return at + 1
            self._given.append((done.number, at))
            typer.echo(f"{verdict}: {done.told}")
        return at + 1

    def _undo(self, at: int) -> int:
        from pipeline import judge as judging

        if not self._given:
            typer.echo("There is nothing to undo in this sitting; `paragraf judge undo` undoes older ones.")
            return at
        number, back = self._given.pop()
        done = judging.undo(self._store, str(number), by=self._by, settings=self._settings)
        typer.echo(f"taken back: {done.told}")
        return back


def face_lines(face: Face, indent: str) -> list[str]:
    """A profile for a reader: its spellings, key, posts, and places with the words around."""
    spelled = ", ".join(f"{spelling} ×{times}" for spelling, times in face.spellings)
    lines = [f"{face.name}  ({spelled})" if len(face.spellings) > 1 else face.name]
    lines += [f"  key: {face.key}", f"  lists: {face.lists}, places in texts: {face.mentions}"]
    lines += [f"  {post}" for post in face.posts]
    for passage in face.passages:
        place = f" § {passage.section}" if passage.section else ""
        where = ", ".join(filter(None, (passage.body, passage.date)))
        words = " ".join(f"{passage.before}⟦{passage.text}⟧{passage.after}".split())
        lines += [f"  {passage.path}{place} [{passage.start}–{passage.end}] ({where})", f"      …{words}…"]
    return [indent + line for line in lines]


def _weighed(question: Question) -> Iterator[tuple[str, str]]:
    signs: tuple[tuple[str, Callable[[float], bool]], ...] = (
        ("for one", lambda score: score > 0),
        ("for two", lambda score: score < 0),
    )
    for words, speaks in signs:
        reasons = [e.reason for e in question.pair.evidence if speaks(e.score)]
        if reasons:
            yield words, "; ".join(reasons)
