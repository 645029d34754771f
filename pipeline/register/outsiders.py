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
# Functions in an administration; every other title but a seat is a profession, which people have anywhere.
_FUNCTION = re.compile(
    r"(?:rektor|koordinator|koordinatör|(?:projekt|process|verksamhets|enhets|utvecklings|grupp|parti|sektions)"
    r"ledare|utvecklare|utredare|registrator|arkivarie|protokollförare|administratör|inspektör|justerare"
    r"|rösträknare|firmatecknare|tjänsteman|landshövding|borgmästare|(?:kommun|stads|region)\w+"
    r"|förtroendevald|ledamot|ordf\w*|nämndeman|ombud|föredragande|föredragare|ansvarig|GD|MAS|MAR"
    r"|sammankallande|kyrkoherde|komminister|ägare|processägare|attestant|valförrättare|valberedare)$"
)
# What one does as a private person: complains, applies, hands in a proposal, has a birthday.
_ACT = re.compile(
    r"\b(?:(?:lämna\w*|kom(?:mit)?|inkom\w*|skicka\w*|sän[dt]\w*)\s(?:[\w-]+\s){0,5}?in\b|inlämna\w*|inkom\w*"
    r"|insän\w*|insänt|anmäl(?:t|er|de)\b(?!\s(?:jäv|sig|förhinder|frånvaro))|klaga\w*|överklaga\w*|ansök(?:t|er|te)\b"
    r"|i\s(?:en|ett|sin|sitt)\s(?:skrivelse|brev|medborgarförslag|insändare|mejl|e-post)|skriv(?:er|it)\b|skrev\b"
    r"|medborgarförslag\w*|begär(?:t|de)?\b|anhåll(?:er|it)|för\s(?:[\w-]+\s){1,3}räkning|som\sprivatperson"
    r"|årsdag\w*|födelsedag\w*|gratuler\w*|uppvakta\w*|bröllop\w*|söker\b|sökt\b)",
    re.IGNORECASE,
)
# Whatever the title: nobody writes these in office.
_CITIZEN = re.compile(
    r"(?:har\s)?(?:\w+\s){0,3}?(?:medborgarförslag|e-förslag|invånarförslag)\b|\b(?:som|i egenskap av)\s"
    r"(?:privatperson|boende|granne|förälder|anhörig|medborgare)\b",
    re.IGNORECASE,
)
# What an official does at a meeting, or is told to do.
_SERVES = re.compile(
    r"\b(?:informer\w*|information|redogö\w*|redovis\w*|föredr\w*|föredrog|presenter\w*|presentation\w*"
    r"|del(?:tar|tog|tagit|tagande)|rapport\w*|svara\w*|medverka\w*|närvar\w*|berätta\w*|beskriv\w*|beskrev"
    r"|går\sigenom|gick\sigenom|genomgång\w*|besvara\w*|beslut\w*|bered\w*|handl[aä]g\w*|utred\w*|visa[rd]\w*"
    r"|håll(?:er|it)|höll|drar|drog|dragning\w*|uppdat\w*|lyft\w*|justera\w*|protokoll\w*|utse\w*|välj\w*|vald\w*"
    r"|tjänstgör\w*|yttra\w*|tillfråga\w*|uppdra\w*|delegat\w*|delegation\w*|adjung\w*|inbj\w*|välkomna\w*"
    r"|tjänsteskrivelse\w*|tjänsteutlåtande\w*|upprätta\w*|samtal\w*|samråd\w*|kontakt\w*|ansvarar|leder|ledde"
    r"|anställ\w*|förordna\w*|öppna\w*|avslutar|tacka[rd]\w*|frågor|tog\supp|tar\supp|kommenter\w*|meddela\w*|gransk\w*|sakgransk\w*)\b",
    re.IGNORECASE,
)
_OWN_STAFF = re.compile(
    r"\b[\w-]*(?:kommun|region|landsting|förbund|förvaltning|nämnd|enhet|kontor|kansli|bolag|skol|myndighet|verk)"
    r"\w*s\s$",
    re.IGNORECASE,
)
# "Bo Kvist, handledare Alvbro stadsmission", a row of a list
_AT_WORK = re.compile(r"[ ](?:(?:på|vid|inom)[ ])?[A-ZÅÄÖ]")
_PUBLIC = re.compile(
    r"nämnd|styrelse|utskott|fullmäktige|kommun|region|landsting|beredning|råd|förbund|revision",
    re.IGNORECASE,
)
_PRIVATE_BODY = re.compile(r"\s(?:och \w+ )?(?:i|för|på|vid|av)\s((?:[\w&-]+\s?){1,5})")
# "Sökande: Anna Bergdahl, VD för Bergdahl Bygg AB"
_PARTY_TO = re.compile(
    r"\b(?:sökanden?s?|klaganden?s?|förslagsställare(?:n|ns)?|anmälare(?:n|ns)?|byggherren?|fastighetsägaren?)\s?[:–-]?\s$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ•–-])|\n\s*\n|\n(?=\s*(?:§|[-–•]))")
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
_LONGEST = 70  # characters of a body behind a title
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
    if _ASKED.search(before) or _PARTY_TO.search(before):
        return True
    end = max(role["end"], who["end"])
    behind = _SENTENCE.split(text[end : end + 200], maxsplit=1)[0]
    head = " ".join(_SENTENCE.split(text[max(0, start - 200) : start + 1])[-1][:-1].split()) + " "
    wrote = bool(_WROTE.search(before))
    if is_seat(word) or _OFFICER.search(word):
        acted = _ACT.search(behind) if _of_an_association(text, role, who) else _CITIZEN.match(behind.strip())
        return bool(acted) or (wrote and _of_an_association(text, role, who))
    staff = role["start"] > who["start"] and _AT_WORK.match(text, role["end"])
    return wrote or not _in_office(word, head, behind, staff=bool(staff))


def _in_office(word: str, before: str, behind: str, *, staff: bool) -> bool:
    """Whether a title is had here: "Läraren Bo Kvist informerar", not "Läraren Bo Kvist har klagat".

    A function in the administration is one unless its holder acts as a private person; a profession only
    where somebody of it reports, decides, takes part, is told to do something, or is said to be the body's.
    """
    acts, serves = _ACT.search(behind), _SERVES.search(behind)
    if acts and (serves is None or acts.start() <= serves.start()):
        return False
    if _ACT.search(before) and not _SERVES.search(before):
        return False
    if staff or _FUNCTION.search(word):
        return True
    return bool(serves or _SERVES.search(before) or _OWN_STAFF.search(before))


def _of_an_association(text: str, role: sqlite3.Row, who: sqlite3.Row) -> bool:
    """Whether a seat is in something private: "ordförande i Alvbro villaägareförening"."""
    found = _PRIVATE_BODY.match(text, role["end"], role["end"] + _LONGEST)
    named = found[1] if found else ""
    name = who["text"]
    return bool(named) and not named.startswith(name) and not _PUBLIC.search(named.partition(name)[0])


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
