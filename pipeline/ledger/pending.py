"""Whether a passage says that a thing is not done yet."""

from __future__ import annotations

import re

# "har inte hunnit med analysen, som redovisas i juni", "har ännu inte påbörjats": a report is yet to come
_ENDED = (
    r"(?:hunnit|hinner|hann|(?:på)?börja(?:t|ts|d|de|des)|inle(?:tt|tts|dd|dda|ddes)"
    r"|(?:genom|slut|ut)för(?:t|ts|d|da|de|des)|färdig\w*|klara?t?|avsluta(?:t|ts|d|de|des)"
    r"|(?:åter)?(?:redovis|rapporter|presenter)a(?:s|t|ts|d|de|des)|kommit (?:i ?gång|till stånd)"
    r"|verkställ(?:t|ts|d|da|des)|gjor(?:t|ts|d|da|des)|tagits? (?:fram|itu)|levererat?s?)\b"
)
_NOT_YET = re.compile(
    r"\b(?:inte|ej|aldrig)(?: (?:heller|riktigt|helt|ännu|än|har|hade|är|blivit|fullt|kunnat|kunde)){0,3}"
    rf" {_ENDED}"
    r"|\bännu (?:inte|ej)\b|\bh(?:inner|ann) (?:\w+ )?(?:inte|ej)\b"
    r"|\bskju(?:ts|tits|ter|tit)\b[^.]{0,25}?\b(?:upp|fram)\b|\b(?:fram|upp)skju(?:ts|tits|ten|tet)\b"
    r"|\b(?:är|blir|blivit|har|blev) (?:\w+ )?försena(?:d|t|ts|de)\b",
    re.IGNORECASE,
)


def pending(text: str) -> bool:
    """Whether `text` says that something is late, put off or not begun: it reports no result."""
    return bool(_NOT_YET.search(text))
