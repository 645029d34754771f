"""Is a text Swedish? A count of the small words that every page of a language is full of."""

from __future__ import annotations

import re
import unicodedata

# The most common function words of each language, those of two languages on both lists.
_WORDS: dict[str, frozenset[str]] = {
    "Swedish": frozenset(
        "och att är för som på av med den det till inte om har vid ett en ska under samt eller från i "
        "enligt under efter han hon vi de sig kan var blir ej åt hos mellan".split()
    ),
    "English": frozenset(
        "the and of to in is that for it was on are as with be at by this have from or an which not we "
        "will has were been their its".split()
    ),
    "Norwegian or Danish": frozenset(
        "og at er for som på av af med den det til ikke om har ved et en skal under samt eller fra i å "
        "etter efter han hun vi de seg sig kan var blir bliver jeg mellom mellem også".split()
    ),
    "Finnish": frozenset(
        "ja on ei että se oli hän mutta kun niin myös ovat sekä tai joka kuin jos sen ole olla mukaan "
        "kokous kokouksen päätti".split()
    ),
    "German": frozenset(
        "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden "
        "aus er hat dass sie nach wird bei".split()
    ),
    "French": frozenset(
        "le la les de des du et est un une que qui dans pour pas sur au avec sont ce il par plus".split()
    ),
    "Spanish": frozenset("el la los de del y es un una que en para no por con se su al lo como más".split()),
}
_WORD = re.compile(r"[^\W\d_]+")

LETTERS = 300


def foreign(text: str) -> str | None:
    """The language or script `text` is written in when it plainly is not Swedish, else None.

    A text below 300 letters, or one of names and numbers alone, is given the benefit of the doubt.
    """
    sample = text if len(text) < 400_000 else text[:200_000] + text[-200_000:]
    words = _WORD.findall(unicodedata.normalize("NFC", sample).lower())
    letters = sum(map(len, words))
    if letters < LETTERS:
        return None
    if sum(len(word) for word in words if word[0] > "\u02af") > 0.6 * letters:
        return "another script"
    swedish = _WORDS["Swedish"]
    shares = {name: _share(words, known - swedish) for name, known in _WORDS.items()}
    name, share = max(shares.items(), key=lambda item: item[1])
    # A fifth of the text in Swedish is enough: minutes may have a foreign report bound in.
    return name if share > 0.05 and _share(words, swedish - _WORDS[name]) < 0.02 else None


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words)
