"""What a Swedish personal name looks like, and how much evidence there is that words are one."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.rolewords import role_pattern, starts_with_role
from pipeline.gazetteers import ambiguous_names, given_names, municipalities, places, surnames

_LETTERS = "A-ZÅÄÖÉÈÜØÆÁÍÓÚÇŠŽĆČÑŁĐÀÂÊÎÔÛËÏ"
_SMALL = "a-zåäöéèüøæáíóúçšžćčñłđàâêîôûëïýßğışńęą'’"
NAME_TOKEN = rf"(?:[{_LETTERS}](?:[{_SMALL}]|(?<=[{_SMALL}])[{_LETTERS}](?=[{_SMALL}]))+|(?:Mc|Mac|O'|D'|De|Di|Al|El)[{_LETTERS}][{_SMALL}]+|[{_LETTERS}]['’][{_LETTERS}][{_SMALL}]+)"
NAME_WORD = rf"{NAME_TOKEN}(?:[-‑]{NAME_TOKEN})*"
PARTICLE = r"(?:von|af|de|da|der|den|van|du|la|le|el|al|bin|ben|dos|di|ter|zu|av)"
INITIAL = rf"[{_LETTERS}]\.?"
# "Anna Berg", "Anna-Lena von Essen Berg", "Per A. Ek", "Ali al-Rashid"
FULL_NAME = re.compile(
    rf"{NAME_WORD}(?:\s(?:[{_LETTERS}]\.|{PARTICLE}(?:\s{PARTICLE})?\s{NAME_WORD}|(?:al|el)-{NAME_TOKEN}|{NAME_WORD})){{1,4}}"
)
CAPITALS = re.compile(rf"[{_LETTERS}]{{2,}}(?:-[{_LETTERS}]{{2,}})?(?:\s(?:VON|AF|DE))?(?:\s[{_LETTERS}]{{2,}}(?:-[{_LETTERS}]{{2,}})?){{1,3}}")

_SURNAME_ENDINGS = re.compile(
    r"(?:sson|son|sen|berg|ström|qvist|kvist|gren|lund|lind|blom|man|stedt|stad|mark|dahl|dal|holm|borg|fors|feldt|felt|hammar|kranz|crantz"
    r"|löf|löv|mo|moen|näs|nes|by|sjö|strand|sten|stam|bäck|beck|vall|wall|rot|roth|hag|hagen|ler|lér|nér|ner|én|ander|ell|ér|in|ic|ović|ski|sky|vić|idis|oğlu|zadeh|pour|zada|nen|la|lä)$"
)
# Words that begin with a capital in minutes and are never part of a name
_NEVER = frozenset(
    """Kommun Kommunen Kommuner Region Regionen Länsstyrelsen Landstinget Styrelsen Nämnden Kansliet Förvaltningen Ordförande Ordföranden Vice Sekreterare
    Justerare Ledamot Ledamöter Ersättare Beslut Beslutande Förslag Protokoll Datum Plats Tid Klockan Paragraf Paragrafer Underskrift Underskrifter Bilaga Bilagor
    Kallelse Dagordning Sammanträde Sammanträdesdatum Närvarande Frånvarande Övriga Deltagare Tjänstgörande Adjungerad Adjungerade Föredragande Handläggare
    Januari Februari Mars April Juni Juli Augusti September Oktober November December Måndag Tisdag Onsdag Torsdag Fredag Lördag Söndag
    Arbetsförmedlingen Försäkringskassan Samordningsförbundet Förbundet Verksamhet Verksamhetsplan Budget Bokslut Årsredovisning Delårsrapport Uppföljning Rapport
    Information Ärende Ärendet Mötet Möte Val Godkännande Anmälan Meddelanden Yrkande Yrkanden Reservation Omröstning Proposition Handling Handlingar Utdrag Sida Sid
    Den Det De En Ett Vid Efter Under Enligt Med Som Om På Av Till Från För Att Han Hon Vi Jag Hur Var Vad När Inga Inget Alla Flera Några Samt Eller Men Och Där Här Dock Även
    Stadshuset Kommunhuset Folkets Hus Rådhuset Regionens Kommunens Stadens Förbundets Styrelsens Nämndens Politisk Ekonomi Ekonomisk Kommunfullmäktige Kommunstyrelsen
    Svenska Sverige Norge Finland Danmark Europa Digital Digitalt Teams Zoom Organisation Namn Parti Ja Nej Avstår Frågor Övrigt Justering Justeringens Justerat Anslag Bevis
    Utses Organ Föregående Mötets Sammanträdet Kl Dnr Ajournering Uppdrag Avtal Lokal Sal Rum Gruppmöte Distans Ledningsgrupp Beredningsgruppen Presidiet Revisionen Revisorer
    Kultur Fritid Miljö Vård Omsorg Skola Barn Utbildning Socialtjänst Socialförvaltningen Arbetsmarknad Näringsliv Teknik Samhällsbyggnad Kostnader Intäkter Summa Totalt Resultat""".split()
)


@lru_cache(maxsize=65536)
def given_evidence(token: str) -> float:
    """How much a token looks like a given name: 0 none … 1 common given name."""
    best = 0.0
    parts = re.split(r"[-‑]", token)
    for form in {token, *parts}:
        bearers = given_names().get(_titled(form), 0)
        if bearers:
            best = max(best, 1.0 if bearers >= 2000 else 0.8 if bearers >= 200 else 0.55)
    if best and _titled(token) in ambiguous_names():
        best *= 0.6
    return best


@lru_cache(maxsize=65536)
def surname_evidence(token: str) -> float:
    """How much a token looks like a surname: 0 … 1; a genitive s is looked through."""
    forms = {token, token[:-1] if token.endswith("s") and len(token) > 4 else token}
    parts = [part for form in forms for part in re.split(r"[-‑]", form)]
    if any(_titled(part) in surnames() for part in parts):
        return 1.0
    return 0.7 if any(_SURNAME_ENDINGS.search(part.lower()) and len(part) > 4 for part in parts) else 0.0


@lru_cache(maxsize=65536)
def never_in_name(token: str) -> bool:
    """Labels, months, function words and institutions begin with a capital too."""
    if token in _NEVER or token.rstrip("s") in _NEVER:
        return True
    if given_evidence(token) >= 0.5 or surname_evidence(token) == 1.0:
        return False
    return bool(
        re.search(
            r"(?:nämnd|nämnden|styrelse|styrelsen|utskott|utskottet|förvaltning|förvaltningen|kontor|kontoret|enhet|enheten|kommun|kommunen|förbund|förbundet|förening|föreningen|skola|skolan|plan|rapport|budget|möte|protokoll|skrivelse|yrkande|beslut|ärende|uppdrag|verksamhet|gatan|vägen|torget|huset|gården|salen|rummet|hemmet|lagen|rådet|gruppen|teamet|fullmäktige|centrum|avdelning|avdelningen|myndigheten|verket|boende|bolaget|kassan|tinget|ning|het|else|ande|ende|aren|arna|erna|orna)s?$",
            token.lower(),
        )
    ) or role_pattern().fullmatch(token) is not None or starts_with_role(token) == len(token)


@lru_cache(maxsize=65536)
def is_place(token: str) -> bool:
    """A municipality or locality: "Vindeln"."""
    bare = token[:-1] if token.endswith("s") else token
    return token in municipalities() or bare in municipalities() or token in places()


def name_score(tokens: list[str]) -> float:
    """How much `tokens` look like one full name; above 0 it does. Units: about log odds."""
    words = [t for t in tokens if not re.fullmatch(rf"{PARTICLE}|{INITIAL}", t)]
    if not words or any(never_in_name(word) for word in words):
        return -4.0
    first, last = words[0], words[-1]
    given = given_evidence(first)
    score = 2.4 * given - 0.9
    if len(words) == 1:
        return score - 0.3
    score += 1.4 * surname_evidence(last)
    if given_evidence(last) >= 0.8 and surname_evidence(last) < 0.7:
        score -= 1.2  # two given names in a row: the second begins the next person
    if is_place(last) and surname_evidence(last) == 0:
        score -= 1.2
    if len(words) == 2:
        score += 0.6
    for middle in words[1:-1]:
        score += 0.5 * max(surname_evidence(middle), given_evidence(middle)) - 0.6
    if len(words) > 4:
        score -= 3.0
    return score


def _titled(token: str) -> str:
    """"ANNA" → "Anna"; "Anna-Lena" stays."""
    return "-".join(part[:1] + part[1:].lower() for part in token.split("-")) if token.isupper() else token
