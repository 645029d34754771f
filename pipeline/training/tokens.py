"""How the project's pipeline cuts text into words."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without types
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex


def tokenizer(nlp: Language) -> Tokenizer:
    """spaCy's Swedish tokenizer, which also splits what minutes run together.

    "§64", "kommun/region", "ordförande,Anna", "Anna+Olle", "(S)," and "Sign……" come apart; "Anna-Karin" not.
    """
    letter = "A-Za-zÅÄÖåäöÉéÜü"
    infixes = [
        *(nlp.Defaults.infixes or ()),
        rf"(?<=[{letter})])[/,;:](?=[{letter}(])",
        rf"(?<=[{letter}]),(?=\d)",
        r"[…_|\\]+|\.{2,}",
        rf"(?<=[{letter}])\+(?=[{letter}])",
        rf"(?<=[{letter}0-9])\(",
        rf"\)(?=[{letter}0-9,])|(?<=\w)\)$",
        rf"(?<=[{letter}])[–—](?=\w)",
    ]
    prefixes = [*(nlp.Defaults.prefixes or ()), "§+", "•", "–", "/", "-(?=[A-ZÅÄÖ])"]
    suffixes = [*(nlp.Defaults.suffixes or ()), r"[…_]+", "/", "–", r"(?<=[A-ZÅÄÖ])\."]
    # "V." ends a sentence about a party far more often than it is an initial.
    rules = nlp.Defaults.tokenizer_exceptions or {}
    return Tokenizer(
        nlp.vocab,
        rules={text: parts for text, parts in rules.items() if not re.fullmatch(r"[A-ZÅÄÖ]\.", text)},
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=nlp.Defaults.token_match,
        url_match=nlp.Defaults.url_match,
    )
