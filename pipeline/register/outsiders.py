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
# Who acts for an applicant or a buyer: "Alvbro IF, genom kassören Bo Kvist", but not "kommunen genom …".
_THROUGH = re.compile(
    r"(?:[A-ZÅÄÖ]\w*|\b(?:sökande|klagande|köpare|säljare|arrendator|bolage|förening|klubb)\w*)\)?,?"
    r"\s(?:genom|gm|via|företrä(?:tt|dda|dd|ds)\s(?:av|genom))\s(?:dess\s|sin\s)?$"
)
_ASKING = re.compile(
    r"\b(?:ansök\w*|sökt\b|söker\b|beviljas?\b|tillstånd\w*|bidrag\w*|köpa?r?e?n?\b|köp\w+|sälj\w*|arrende\w*"
    r"|överlåt\w*|avslå\w*|bygglov\w*|klag\w*|överklag\w*|medborgarförslag\w*|IF|IK|AB|HB|förening\w*)\b",
    re.IGNORECASE,
)
# "deltagarens mamma, undersköterskan Britt Åhs", "hans hustru Ulla Gren, ordförande i …"
_KIN = re.compile(
    r"\b(?:(?:mamma|pappa|hustru|maka|make|sambo|särbo|bror|broder|syster|dotter|svärmor|svärfar|mormor|morfar"
    r"|farmor|farfar|moster|faster|farbror|morbror|kusin|brorson|systerson)(?:n|en|an|s|ns)?"
    r"|(?:hans|hennes|deras|sin|\w+[^s\W]s)\s(?:man|fru|mor|moder|far|fader|son|barn|syskon|anhörig\w*|granne|vän"
    r"|släkting|partner))(?:,?\s|,?\s\w+\s)$"
)
# "Enhetschefen Bo Kvist har skrivit under", beneath a proposal of citizens
_SIGNED = re.compile(
    r"[^.]{0,30}?\b(?:skriv(?:it|er)|skrev|teckna[rt]?)\sunder\b|[^.]{0,30}?\bundertecknat\b"
)
_PETITION = re.compile(
    r"medborgarförslag|invånarförslag|e-förslag|namnlist|namninsaml|upprop|protestlist", re.IGNORECASE
)
# Offices of the state: nobody has them in a municipality, whose guests they may be.
_STATE = re.compile(
    r"\b(?:rikspolischef|landshövding|länsråd|statsråd|\w*minister|statssekreterare|riksdags(?:ledamot|man|kvinna)"
    r"|talman|generaldirektör|GD|ambassadör|konsul|biskop|ärkebiskop|europaparlamentariker|justitie\w+"
    r"|riksrevisor|länspolismästare|åklagare|lagman|rådman)$",
    re.IGNORECASE,
)
_OF_STATE = re.compile(
    r"länsstyrelse|polis|riksdag|regering|myndighet|\bverk|domstol|tingsrätt|stift\b|universitet|högskola",
    re.IGNORECASE,
)
_COMPANYS = re.compile(r"(?:\b(?:vice\s|tf\.?\s)?(?:VD|verkställande direktör))$", re.IGNORECASE)
_NO_COMPANY = re.compile(
    r"nämnd|utskott|fullmäktige|kommunstyrelse|regionstyrelse|samordningsförbund|beredning|\brådet",
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
    if _KIN.search(before) or _for_an_applicant(before):
        return True
    if _SIGNED.match(behind) and _PETITION.search(text, max(0, start - 300), end + len(behind)):
        return True
    head = " ".join(_SENTENCE.split(text[max(0, start - 200) : start + 1])[-1][:-1].split()) + " "
    wrote = bool(_WROTE.search(before))
    if is_seat(word) or _OFFICER.search(word):
        acted = _ACT.search(behind) if _of_an_association(text, role, who) else _CITIZEN.match(behind.strip())
        return bool(acted) or (wrote and _of_an_association(text, role, who))
    staff = role["start"] > who["start"] and _AT_WORK.match(text, role["end"])
    return wrote or not _in_office(word, head, behind, staff=bool(staff))


def is_of_a_company(word: str) -> bool:
    """Whether a post is one at the head of a company."""
    return bool(_COMPANYS.search(word))


def is_elsewhere(word: str, body: str, of: str | None) -> bool:
    """Whether a post cannot be in the body: a governor's in a committee, a company head's in a council."""
    place = f"{body} {of or ''}"
    if _STATE.search(word):
        return not _OF_STATE.search(place)
    return bool(_COMPANYS.search(word) and _NO_COMPANY.search(place))


def _for_an_applicant(before: str) -> bool:
    """Whether a name follows that of the applicant for whom it acts: "Alvbro IF, genom kassören"."""
    return bool(_THROUGH.search(before) and _ASKING.search(before))


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
