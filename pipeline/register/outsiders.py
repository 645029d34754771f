"""Who stays outside: people without an office, and titles that somebody had once or for one meeting."""

from __future__ import annotations

import re
import sqlite3

from pipeline.register.wording import is_seat, post

# Words that stand as ROLE beside a name without giving anybody an office.
_NO_OFFICE = re.compile(
    r"(?:medborgare|sökande|klagande|förslagsställare|förslagsläggare|boende|brukare|anhörig|patient|\belev"
    r"|förälder|\bkund|(?<!process)(?<!projekt)(?<!system)(?<!objekt)(?<!risk)ägare|innehavare|arrendator"
    r"|hyresgäst|granne|anmälare|uppgiftslämnare|vårdnadshavare|god man|gode man|pensionär|student|insändare"
    r"|stipendiat|pristagare|mottagare|kärande|\bsvarande|målsägande|verksamhetsutövare|bidragstagare"
    r"|kommuninvånare|invånare|privatperson|byggherre)$"
)
_ANSWERED = (  # who answers does it in office: "beslut om ansökan fattades av enhetschefen …"
    r"(?:fatta|besluta|handl[aä]g|bere[dt]|besvara|behandla|avsl[aoå]|bevilja|föredr|presentera|redo|tillstyrk"
    r"|avstyrk|godkän|utred|granska|därefter\b|till\b|hos\b|från\b|av\b)"
)
_FROM = (
    rf"(?:\s(?!{_ANSWERED})[\w-]+){{0,6}}?\s(?:från|av|inlämnat av|ingivet av|ställt av)\s"
    r"(?:(?:den|en|ett)\s)?(?:[a-zåäö][\w-]*\s)?$"
)
# "Medborgarförslag från …", "ansökan av pensionären …": what follows tells of somebody without an office.
_ASKED = re.compile(
    r"(?:medborgarförslag\w*|överklaga(?:n|nden?|ts?|r|des?|s)\b|besvär|ansök(?:an|ningar|ningen|t|er|s)\b"
    rf"|klagomål\w*|e-förslag\w*|invånarförslag\w*|insändare){_FROM}",
    re.IGNORECASE,
)
# An officer writes in office, a citizen does not: "skrivelse från läkaren …", "… från förvaltningschefen …".
_WROTE = re.compile(
    rf"(?:anhålla\w*|synpunkt\w*|skrivelse\w*|anmälan(?=\sfrån)|(?:inlämna|inkom|insän)\w*){_FROM}",
    re.IGNORECASE,
)
_OFFICER = re.compile(r"(?:chef|direktör|sekreterare|råd|handläggare|strateg|controller|samordnare|VD)$")
# Who held a post once, or for one meeting: "tidigare ledamoten och ordföranden Siv Dahlmark".
_PAST = re.compile(
    r"\b(?:tidigare|förr[ea]|före detta|f\.? ?d\.?|avlid(?:en|na|ne)|bortgångn[ae]|avg(?:ående|ångn[ae])"
    r"|dåvarande|(?:års)?mötets|stämmans|sammanträdets|dagens)\s+(?:[\w-]+\s(?:och|samt)\s)*"
    r"(?:av\s)?$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"[^.\n]{0,40}(?:\n[^.\n]{0,30})?"
    r"\b(?:avlidit|avled|gått bort|gick bort|avs[äa](?:ger|gt|de) sig|entledig\w+)"
)
# Below "Exp." or "Protokollet skickas till" stand addressees.
_SENT_TO = re.compile(
    r"^[ \t]*(?:exp\b|expedier|delges|kopia|sändlista|(?:protokoll\w* |beslut\w* )?skickas|protokollsutdrag"
    r"|för kännedom|utdrag till)",
    re.IGNORECASE | re.MULTILINE,
)
_EVERYBODY = re.compile(r"(?:arna|erna)$", re.IGNORECASE)

_SOME = re.compile(r"\s?(?:\([^)\n]{1,8}\))?,?[ \t]{0,8}§")


def is_no_office(word: str) -> bool:
    """Whether a title (see `wording.post`) gives nobody an office: "sökande", "fastighetsägare"."""
    return bool(_NO_OFFICE.search(word))


def private(role: sqlite3.Row, who: sqlite3.Row, text: str) -> bool:
    """Whether the title is none, or the name that of somebody who wrote, asked or complained."""
    word = post(role["text"])
    if is_no_office(word):
        return True
    start = min(role["start"], who["start"])
    before = " ".join(text[max(0, start - 120) : start].split()) + " "
    if _ASKED.search(before):
        return True
    return bool(_WROTE.search(before)) and not (is_seat(word) or _OFFICER.search(word))


def not_now(role: sqlite3.Row, who: sqlite3.Row, text: str) -> bool:
    """Whether a title is a former one, one for a meeting, or a line of addressees above the name."""
    end = max(role["end"], who["end"])
    before = text[max(0, role["start"] - 60) : role["start"]]
    if _PAST.search(before) or _PAST.match(role["text"] + " "):
        return True
    # "Ordförande Bo Kvist § 44" signs for what he chaired in another's place, or is in the list as chair
    if post(role["text"]) == "ordförande" and role["start"] < who["start"] and _SOME.match(text, who["end"]):
        return True
    if post(role["text"]).endswith("ordförande") and before.rstrip().casefold().endswith("tjänstgörande"):
        return True
    if _ENDED.match(text[end : end + 90]):
        return True
    if role["end"] > who["start"] or "\n" not in text[role["end"] : who["start"]]:
        return False
    above = text[max(0, role["start"] - 300) : role["start"]]
    return bool(_EVERYBODY.search(role["text"]) or _SENT_TO.search(re.split(r"\n\s*\n", above)[-1]))
