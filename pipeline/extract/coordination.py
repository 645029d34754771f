"""One sentence that settles several things: where the second begins.

"Nämnden godkänner planen samt ger kansliet i uppdrag att …" is two; "Rapporten godkändes och lades
till handlingarna" is one; "i uppdrag att räkna samt att redovisa" is two, "att räkna och redovisa" one.
"""

from __future__ import annotations

import re

from pipeline.extract.sentences import trimmed
from pipeline.extract.wording import DECIDER, Used, used

_JOIN = re.compile(
    r"(?:,|;)?\s+(?:samt(?: även| också)?|och|men|dels|varvid|varefter|varför|varpå)\s+|[,;]\s+(?=att\b"
    r"|till (?:sekreterare|protokollförare|\w*justerare|justering\w+|rösträknare|kassör|ordförande"
    r"|vice ordförande"
    r"|suppleant\w*|ersättare|revisor\w*|ledam\w+|sammankallande)\b"
    r"|[A-ZÅÄÖ][\wåäöé-]+(?: [A-ZÅÄÖ][\wåäöé-]+){0,2} till (?:\w*sekreterare|protokollförare|\w*justerare"
    r"|kassör"
    r"|\w*ordförande|rösträknare|ersättare)\b)"
    r"|\s+på så (?:sätt|vis) att\s+"
)
_ADVERB = re.compile(r"(?:(?:även|också|samtidigt|därmed|därefter|dessutom|vidare|då)\s+)*")
_UNFINISHED = re.compile(r"\b(?:som|om|där|när|vilket|vilka|eftersom|för att|vars|hur|vad|vem|då)\b")
_LEADING = re.compile(
    rf"\b(?:(?:[Bb]eslut\w*|[Bb]eslöts?)(?: {DECIDER})?"
    r"(?: (?:även|också|vidare|dessutom|enhälligt|enigt|därför|därmed|således|sålunda|sedan|därefter"
    r"|slutligen"
    r"|då|härmed|bland annat|bl\.? ?a\.?|efter (?:omröstning|votering)|med acklamation|(?:enligt"
    r"|i enlighet med) förslag(?:et)?))*"
    r"(?:,? (?:den|\d|§|i|vid)\b[^;:]{0,60}?,?)?|uppdrag\w*"
    r"|uppgift|föresl\w+|uppdra\w*|uppdrog|åt .{2,60}?"
    r"|till .{2,60}?)\s+att\b"
)
# "…, äldre samt vård- och omsorgsnämnden tilldelas": topics of one body's name
_TOPIC = re.compile(r"(?:^|[,;]\s|\b(?:och|samt)\s|\b[Aa]tt\s)[A-ZÅÄÖa-zåäö]+-?$")
_NAMED_FOR = re.compile(
    r"(?:[a-zåäö]+-? (?:och|samt) )?[a-zåäö]+(?:nämnd|styrelse|utskott|förvaltning|kontor)(?:en|et|n)?s?\b"
)
_FINITE = re.compile(
    r"att (?P<before>(?:[\wåäö-]+ ){1,7}?)"
    r"(?:ska|skall|får|är|har|blir|kan|bör|måste|gäller|[a-zåäö]{2,}(?:as|ys|ås|js|nns|lls|(?<!e)ts)"
    r"|[a-zåäö]*(?:bju|vän|sän)ds|\w*(?:häv|skriv|säg|lägg|för|gör|sänk|driv)s|upphör|träder|utgår|övergår)\b"
)
_WE_DO = re.compile(r"att (?:vi|man|styrelsen) [a-zåäö]+r\b")
_INFINITIVE = re.compile(
    r"\b(?!(?:nästa|samma|alla|denna|detta|dessa|båda|flera|andra|förra|första|sista|egna|övriga|nya|stora"
    r"|interna"
    r"|externa|kommunala|ekonomiska|samtliga|tredje)\b)(?:[a-zåäö]{2,}a|ge|se|ta|få|gå|bli|be|dra|stå)\b"
)
_OWN_OPINION = re.compile(r"\b(?:yttrande|svar|skrivelse|remissvar)\w*\b")


# "Ordföranden avgör ärendet med utslagsröst och nämnden bifaller därmed motionen"
_CASTING = re.compile(
    r"(?:Ordförande\w*|Lotten|Vid lika (?:röstetal|röster)|Genom)\b.*\b(?:utslagsröst(?:en)?|avgör"
    r"|avgjorde)\b"
)
# "Styrelsen bestämde att lägga marknaden tidigare och att hålla öppet till två"
_DECIDES_TO = re.compile(
    r"^[^,:;]{0,60}\b(?:beslutade|beslöt|bestämde|enades om)(?: vi| också| även)? att (?!uppdra|ge|se till"
    r"|försöka|be)"
    r"(?:[a-zåäö]+ )?[a-zåäö]{2,}a (?!.*\b(?:att|som|för|om|när)\b)"
)
# "Ingen hade något att invända och förslaget godkändes"
_NO_OBJECTION = re.compile(
    r"(?:Ingen|Inga|Det (?:fanns|finns|framfördes) inga|Mötet hade inga|Inget fanns)\b[^.:;]{3,60}$"
)
# "Kassören föredrog bokslutet", "Berättelsen lästes upp": what went before
_PRESENTED = re.compile(
    r"[A-ZÅÄÖ][^.:;]{2,80} (?:föredrogs|föredras|presenterades|redovisades|diskuterades|genomgicks"
    r"|lästes(?: upp)?"
    r"|gicks igenom|upplästes|visades|föredrog [^.,:;]{3,60}|redovisade [^.,:;]{3,60}"
    r"|presenterade [^.,:;]{3,60}),?"
)
# "Det beslutades att taxan ska höjas och att mötet flyttas"
_TWO_STATED = re.compile(
    r"\b(?:[Bb]eslutades|beslutade|beslutar|[Bb]eslöts?)(?: (?:även|också|vidare))? att (?!.*\batt\b)"
    r"(?:(?:[\wåäö-]+ ){1,8}?(?:ska|skall|får)\b|(?:vi|man|styrelsen) [a-zåäö]+r\b)"
)


# "Siv Melin valdes till ordförande och Bo Ek till sekreterare", "… och Bo Ek att föra protokollet"
ELECTED_TOO = re.compile(
    r"[A-ZÅÄÖ][\wåäöé-]+(?: (?:von |af |de )?[A-ZÅÄÖ][\wåäöé-]+){0,3} (?:(?:till"
    r"|som) (?:[a-zåäö]+ ){0,2}?(?:\w*sekreterare|protokollförare"
    r"|\w*justerare|justering\w+|sammankallande|kassör|\w*suppleant\w*|ersättare|\w*ordförande|\w*ledam\w+"
    r"|\w*revisor\w*"
    r"|rösträknare|ombud)|att (?:föra|justera|leda|räkna)\b)"
)
_ELECTED_ONE = re.compile(r"[A-ZÅÄÖ].* (?:valdes|väljs|utsågs|utses|omvaldes) (?:till|som|att) ")
# "Fråga om kaffe lyftes och styrelsen beslutade att …": what came up before, in a clause of its own
_CAME_UP = re.compile(
    r"(?!(?:När|Sedan|Efter|Om|Då|Eftersom|Innan|Att|Det|Ordföranden finner)\b)[A-ZÅÄÖ](?:(?!\b(?:att|som"
    r"|när|där|sedan|eftersom)\b)[^.:;]){3,120}"
    r" (?:lyft(?:s|es)|togs upp|tas upp|diskutera(?:s|des)|dryfta(?:s|des)|behandla(?:s|des)|ventilera(?:s"
    r"|des))(?: [^.,:;]{3,40})?,?"
)


def coordinated(text: str) -> list[tuple[int, int]]:
    """Ranges of the clauses of `text` that settle something of their own, trimmed, in order.

    A text without a coordination of that kind is one range.
    """
    cuts = [0]
    for join in _JOIN.finditer(text):
        if _is_cut(text, cuts[-1], join):
            cuts.append(join.end())
    ranges = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        a, b = trimmed(text, start, end)
        if a < b:
            ranges.append((a, b))
    return ranges


def states(clause: str) -> bool:
    """Whether an att-clause has a subject and a finite verb: "att avgiften höjs", not "att se över den"."""
    if _WE_DO.match(clause):
        return True
    finite = _FINITE.match(clause)
    return finite is not None and not _INFINITIVE.search(finite["before"])


def _is_cut(text: str, at: int, join: re.Match[str]) -> bool:
    left, right = text[at : join.start()], text[join.end() :]
    word = join.group().strip(" ,;")
    before = used(left)
    if right.startswith("att "):
        return _another_att(left, right, word)
    if _quoted(text, join.start()) or (_TOPIC.search(left) and _NAMED_FOR.match(right)):
        return False
    if re.match(
        r"till (?:\w+ )?(?:sekreterare|protokollförare|\w*justerare|justering\w+|sammankallande|kassör"
        r"|suppleant\w*|ersättare"
        r"|ordförande|ledam\w+|revisor\w*|rösträknare|vice ordförande)\b",
        right,
    ):
        elected = next(iter(used(text[: join.start()])), None)
        return text.startswith("Till ") and elected is not None and elected.kind == "elect"
    if word in ("och", "samt", "") and ELECTED_TOO.match(right):
        return _ELECTED_ONE.match(text[: join.start()]) is not None
    if word in ("varför", "varpå", "varefter", "varvid") and re.match(rf"{DECIDER} (?:beslut|beslöt)", right):
        return True  # "Rösterna föll 6–3, varför styrelsen beslutade att …"
    if word in ("varför", "varpå"):
        return False
    if not before and _PRESENTED.fullmatch(left) and re.match(rf"{DECIDER} (?:beslut|beslöt)", right):
        return True  # "Verksamhetsberättelsen föredrogs och stämman beslöt att …"
    if _CAME_UP.fullmatch(left) and re.match(rf"{DECIDER} (?:beslut|beslöt)", right):
        return True
    if not before and _NO_OBJECTION.match(left):
        return bool(re.match(r"[a-zåäö]+(?:en|et|na) (?:godkän|fastställ|ant|lades|läggs|bif)", right))
    if not before and _CASTING.match(left):
        return bool(re.match(rf"{DECIDER} \w|[a-zåäö]+(?:en|et) \w+s\b", right)) and bool(used(right))
    if not before:
        handled = re.match(
            rf"{DECIDER}\s+(?:behandla|hantera|bered|diskutera|pröva|konstatera|instämm|finner|fann)", left
        )
        follows = re.match(
            r"(?:\w+ )?(?:ger|gav|uppdrog|uppdrar|föreslog|beslutade|beslutar|beslöt|godkänner"
            r"|godkände)\b",
            right,
        )
        return bool(handled and follows)
    if re.match(r"åt\s+\S.{1,60}?\s+att\b", right):
        return any(one.kind == "assign" for one in before)
    skipped = _ADVERB.match(right)
    first = next(iter(used(right)), None)
    if first is None:
        return False
    opening = first.start == (skipped.end() if skipped else 0)
    if opening and first.form in ("active", "passive"):
        return _another_verb(left, right, before, first)
    if opening and first.form == "infinitive":
        return (
            before[-1].form == "infinitive"
            and _deciding(left)
            and _same_level(left)
            and _another_verb(left, right, before, first)
        )
    subject = right[: first.start].strip()
    return (
        first.form in ("passive", "active")
        and first.start <= 70
        and before[0].form in ("passive", "active")
        and not _UNFINISHED.search(subject)
        and not re.search(r"[,:(]|\batt\b", subject)
        and (
            word not in ("samt", "och")
            or (
                not _UNFINISHED.search(left[before[0].end :])
                and not re.search(r"\batt\b", left[before[0].end :])
            )
        )
        and subject != "att"
    )


def _another_att(left: str, right: str, word: str) -> bool:
    """ "samt att" begins another; "och att" only with a verb that settles, as in "och att bevilja"."""
    if re.match(r"att (?:gälla|börja gälla|träda i kraft)\b", right):
        return False
    to_do = re.match(r"att (?:inte )?(?:[a-zåäö]{2,}a|ge|be|se|ta|få|dra|stå|bli) ", right)
    if word == "och" and to_do and _DECIDES_TO.search(left):
        return True
    if not (_LEADING.search(left) or left.lstrip().startswith("att ")):
        return False
    if word == "och" and _TWO_STATED.search(left):
        return states(right)
    following = next(iter(used(right)), None)
    decides = following is not None and following.start <= 5
    if _UNFINISHED.search(left) and not decides:
        return word == "samt" and bool(re.search(r"\bi (?:\w+ )?(?:uppdrag|uppgift)\b|uppdr", left))
    return word == "samt" or (word in ("", "och", "dels") and (decides or word == ""))


def _another_verb(left: str, right: str, before: tuple[Used, ...], first: Used) -> bool:
    if not left[before[-1].end :].strip(" ,") and before[-1].form == first.form == "active":
        return False  # "uppmanar och uppdrar åt": two verbs, one object
    opens = used(left)[0].start == 0 and left[:1].isupper()
    names = re.match(r" (?:mötets |dagens )?[a-zåäö]+(?:en|et|na)\b", right[first.end :])
    if opens and names and _suffers(right, first):
        return True  # "Valdes Siv Melin att leda mötet och fastställdes dagordningen"
    if _suffers(right, first) and all(_suffers(left, one) for one in before if one.form != "infinitive"):
        return False  # one subject: "antecknas och förklaras slutfört", "får i uppdrag att … och tilldelas"
    if first.kind == "note":
        return False  # "godkändes och lades till handlingarna", "tackar för rapporten och lägger den …"
    tail = right[first.start :]
    if (
        first.kind == "refer"
        and _OWN_OPINION.search(left)
        and re.match(r"\w+ (?:det|den|detta|yttrandet|svaret)\b", tail)
    ):
        return False  # "antar yttrandet som sitt eget och överlämnar det till …"
    # "i uppdrag att räkna och redovisa": the task goes on
    return first.form != "infinitive" or before[-1].kind != "assign"


def _suffers(text: str, verb: Used) -> bool:
    """Whether the verb's subject is what is decided upon: "tilldelas", "får i uppdrag"."""
    return verb.form == "passive" or bool(re.match(r"(?:får|fick|fått)\b", text[verb.start :]))


def _deciding(left: str) -> bool:
    """Whether infinitives in `left` are what is decided, not part of a noun's "att godkänna …"."""
    return bool(
        re.match(r"[Aa]tt\b", left)
        or re.search(r"\bbeslut(?:ar|ade|at|a|as|ades)\b|\bbeslöt\b", left)
        or _opens_with_infinitive(left)
    )


def _opens_with_infinitive(left: str) -> bool:
    verb = next(iter(used(left)), None)
    return verb is not None and verb.start == 0 and verb.form == "infinitive"


def _same_level(left: str) -> bool:
    return len(re.findall(r"\batt\b", left)) <= 1


def _quoted(text: str, at: int) -> bool:
    return text[:at].count("”") % 2 == 1 or text[:at].count('"') % 2 == 1
