"""Weights stored in half precision: half the megabytes, and what a score can tell stays the same.

spaCy computes in single precision only. A pipeline whose files `narrow` rewrote ends with the component
``paragraf_widen``, which is read last and turns all weights back into single precision.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]  # it ships no types
from spacy.language import Language
from spacy.tokens import Doc

WIDEN = "paragraf_widen"


class Widen:
    """Gives docs back as they are; its work is done when the pipeline is loaded."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """`doc`, untouched."""
        return doc

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Nothing of its own is stored."""

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Widen:  # noqa: ARG002 (spaCy's protocol)
        """Every weight of the components before this one in single precision."""
        for _, component in self._nlp.components:
            model = getattr(component, "model", None)
            for node in model.walk() if model is not None else ():
                for name in node.param_names:
                    value = node.get_param(name) if node.has_param(name) else None
                    if value is not None and value.dtype == np.float16:
                        node.set_param(name, value.astype(np.float32))
        return self


@Language.factory(WIDEN)
def _widen(nlp: Language, name: str) -> Widen:  # noqa: ARG001 (spaCy passes it)
    return Widen(nlp)


def narrow(folder: Path) -> None:
    """Rewrite the weights of the pipeline in `folder`, which must end with WIDEN, in half precision."""
    for path in sorted(folder.rglob("model")):
        stored: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
        stored["params"] = [
            {name: _narrowed(value) for name, value in params.items()} for params in stored["params"]
        ]
        path.write_bytes(srsly.msgpack_dumps(stored))


def _narrowed(value: Any) -> Any:
    """A weight table in half precision; small tables (biases, scales) as they are."""
    if not isinstance(value, np.ndarray) or value.dtype != np.float32 or value.size < 1000:
        return value
    return value.astype(np.float16)
