"""``annotation.conf``: what brat lets a person mark."""

from __future__ import annotations

from evaluation.exchange.composite import RELATIONS
from evaluation.exchange.fields import FIELDS, KINDS, LABELS
from evaluation.exchange.task import LINKS


def configuration() -> str:
    """The four sections brat wants; facts lie over mentions, so every overlap is allowed."""
    lines = ["[entities]", *LABELS, "", "[relations]"]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    lines += [f"{name}\tArg1:decision, Arg2:{KINDS[LINKS[key]]}" for key, name in RELATIONS.items()]
    lines += ["", "[events]", "", "[attributes]"]
    for kind, fields in FIELDS.items():
        for field in (each for each in fields if each.choices):
            value = "" if field.type == "flag" else f", Value:{'|'.join(field.choices)}"
            lines.append(f"{KINDS[kind]}_{field.key}\tArg:{KINDS[kind]}{value}")
    return "\n".join(lines) + "\n"
