"""What a sum of money is for: the noun phrase in its sentence that names it, without article.

In order: what it is spent on ("300 tkr till båthuset", "kostnaden för båthuset blev 300 tkr"), what it
measures ("Hyran uppgår till 300 tkr", "ett underskott på 300 tkr", "hyran (300 tkr)"), who gets it ("bevilja
Roddklubben 300 tkr"), the label before it ("Licenser, -360 tkr").
"""

from __future__ import annotations

import re

from pipeline.extract._measure import NUMBER, SP

_STOP = (
    r"(?=[.;:,!?()\t]|$|\s(?:att|som|från|enligt|vilket|vilken|samt|när|om|under|ur|genom|mot|är|har|ska|skall|"
    r"kommer|blir|per|varav|med|vid|på|senast|årligen|beviljas|avsätts|anslås|fastställs|avslås|godkänns"
    r"|och (?:att|en|ett|\d|\w+ (?:har|är|ska|blir|får)))\b"
    rf"|{SP}(?:år{SP})?(?:19|20)\d\d\b)"
)
_LOOSE = (
    r"(?:(?:extra|ytterligare|totalt|sammanlagt|inkl\.? moms|exkl\.? moms|mer|brutto|netto|beviljas"
    rf"|beviljades|avsätts|avsattes|anslås|anvisas){SP})?"
)
# "20 000 kr till ungdomsrådet", "1,2 mnkr per år för städning under 2021", "100 tkr extra för en ramp"
_AFTER = re.compile(
    rf"{SP}?{_LOOSE}(?:(?:per|om|i){SP}(?:år|året|månad|månaden|person|deltagare){SP}|årligen{SP})?"
    rf"(?:(?:i|av|ur){SP}[^.,;:()\t]{{2,40}}?{SP})?(?:till|för|åt|avseende|gällande|till stöd för){SP}"
    rf"(?!att\b|{NUMBER}|(?:år|året|åren|helåret|tiden|perioden|hela|första|andra|varje|resten)\b|(?:den|det|de){SP}\d|(?:jan|feb|mar|apr|maj"
    rf"|jun|jul|aug|sep|okt|nov|dec)\w*|våren|hösten|medlemmar\b|övriga\b)(?P<noun>[^.;:,!?()\t]{{2,80}}?){_STOP}",
)
# "Kostnaden för bryggan uppgår till 300 tkr", "Kostnaden för bryggan, 300 tkr"
_COST = (
    r"(?:kostnad(?:en|er|erna)?|ersättning(?:en)?|bidrag(?:et)?|budget(?:en)?|medel|arvode(?:t)?|ram(?:en)?"
    r"|ansökan|investering(?:en)?|investeringsmedel|utgift(?:en|er)?|prislapp(?:en)?|anslag(?:et)?)"
)
_MEASURES = (
    r"(?:har|hade|skulle|kan|ska|väntas|beräknas|bedöms|antas|ser|kommer|fick)?\s?(?:att\s|ut\satt\s)?"
    r"(?:uppgå(?:r|tt)?|uppgick|är|var|vara|varit|blir|blev|bli|blivit|beräkna(?:s|des|ts)|uppskatta(?:s|des)|bedöms"
    r"|bestäm(?:s|des)|fastställ(?:s|des)|sätt(?:s|es)|höj(?:s|des|er|de|a)|sänk(?:s|tes|er)|ök(?:ar|ade|at|a)"
    r"|minsk(?:ar|ade|at|a|as)|stann(?:ar|ade|at)|landa(?:r|de|t)|hamna(?:r|de|t)|steg|stiger|sjönk|sjunker"
    r"|utgör(?:s)?|kosta(?:r|de|t|)|motsvara(?:r|de|s)|omfatta(?:r|de)|höll|dr(?:og|ar)\sin|gick|utg(?:år|ick)|täcks|gav|ger"
    r"|ge|inbringa(?:r|de)|anges|prognosticeras|prognostiseras|över(?:stiger|steg)|under(?:stiger|steg))"
)
_TAIL = (
    r"(?:(?:nu|numera|just|hittills|därefter|totalt|sammanlagt|preliminärt|slutligen|ca|cirka|c:a|omkring|ungefär|drygt"
    r"|knappt|nära|högst|minst|upp|endast|bara|ned|ner|upp|plus|minus|på|om|till|med|vid|av|mellan|från|i|år|året|årets"
    r"|slut|ingång|utgång|dess|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|årsskiftet|därmed|i\sdag|idag|då|kommunen|förbundet|oss|[\d–-]+|procent|%)[\s,]+)*"
)
_CLAUSE = re.compile(
    r"(?:^|[.;:!?(]\s+|,\s+|(?<!-\s)\b(?:och|samt|men|att|medan|där|när|eftersom|då|konstaterar|framgår|visar)\s+)"
    rf"(?P<noun>[^.;:,!?()]{{2,80}}?)\s+{_MEASURES}\s+{_TAIL}$",
    re.IGNORECASE,
)
# "Totalt kostar bryggan 58 000 kr"
_TURNED = re.compile(
    rf"\b(?:kosta(?:r|de|t)|blir|blev|uppgår|uppgick)\s+(?P<noun>(?:[a-zåäö]+\s){{0,3}}[a-zåäöéü-]+(?:en|et|n|na|a|ott|tt))\s+{_TAIL}$",
    re.IGNORECASE,
)
# "minskar hyran med 30 tkr", "fastställde årsmötet årsavgiften för 2023 till 250 kr"
_SET = re.compile(
    r"\b(?:bedöm|beräkna|uppskatta|fastställ|bestäm|sätt|höj|sänk|öka|minska)\w*\s(?:\w+(?:et|en)\s)?(?P<noun>(?:de[nt]?\s(?:\w+a\s)?)?[\wåäö-]+(?:en|et|n|na|ena)"
    r"(?:\sför\s[a-zåäö-]+)?)(?:\s(?:för|under)\s(?:år\s)?\d{4})?\s(?:till|med|från)\s(?:ca\s|högst\s|omkring\s|ungefär\s)?$",
    re.IGNORECASE,
)
# "intäkterna blev 5 kr och kostnaderna (till) 4 kr"
_AND = re.compile(
    r"(?:kr|kronor|tkr|mnkr|mkr|:-)\s(?:[^.,;]{0,30}\s)?(?:och|samt)\s(?:i\s|på\s)?(?P<noun>[a-zåäöéü-]+(?:en|et|n|na))\s(?:till\s|på\s)?$"
)
# "På bankkontot finns 5 kr"; "köps av kommunen för", "avtal om städning för", "bidrag till Roddklubben om"
_FINNS = re.compile(
    r"\b(?:på|i)\s(?P<noun>[a-zåäö ]{3,30}?)\s(?:finns|fanns)\s(?:nu\s|just nu\s)?$", re.IGNORECASE
)
_BOUGHT = re.compile(
    r"(?:^|[.;:]\s+|,\s+|\b(?:och|samt|att)\s+)(?P<noun>[^.;:,!?()]{3,60}?)\s(?:köps|köptes|säljs|såldes|hyrs|hyrdes|köpas|säljas)\s"
    r"(?:[^.;:,!?()]{1,40}\s)?(?:för|till)\s(?:ca\s|högst\s)?$",
    re.IGNORECASE,
)
# "För lokalhyra avsätts 85 000 kr"
_RESERVED = re.compile(
    r"^(?:För|Till|Åt)\s(?!(?:år|året|helåret|perioden|tiden|detta|att|budget\w*)\b)(?P<noun>[^.;:,!?()\d]{2,60}?)\s"
    r"(?:har\s|ska\s)?(?:avsätt(?:s|es)|avsattes|avsatts|avsätter\s\w+|ansl(?:ås|ogs|agits)|anvisa(?:s|des|ts)|reservera(?:s|des|ts)"
    r"|budgetera(?:s|des|ts)|bevilja(?:s|des|ts)|disponeras|används)\s(?:(?:ca|cirka|högst|totalt|ytterligare|sammanlagt)\s)?$"
)
_DEAL = re.compile(
    r"\b(?:avtal|offert|upphandling)\s(?:om|på|av|för)\s(?P<noun>[^.;:,!?()\d]{3,60}?)\s(?:för|på|om|till)\s$"
)
_SUPPORT = re.compile(
    r"(?P<noun>\b\w*(?:bidrag|stöd|anslag|lån|tillskott|borgen|ersättning|faktura|skuld|fordran|gåva)(?:et|en)?"
    r"\s(?:till|från|hos|för|mot|av)\s[^.;:,!?()\d]{3,50}?)\s(?:om|på|med)\s$"
)
_LAYS = re.compile(r"\b(?:lägg\w*|lade|lagt|sats\w*|använd\w*)\b[^.]*$", re.IGNORECASE)
_ON = re.compile(r"\s(?:på|i)\s(?P<noun>[^.;:,!?()\t]{3,60}?)" + _STOP)
# "ett underskott på 600 tkr", "Anmälningsavgiften om 300 kr", "köps av kommunen för" has none
_OF = re.compile(
    r"(?P<noun>(?:[\wåäöé-]+(?:de|na|ga|a|t|s|en)\s){0,2}[a-zåäöéü-]{3,})"
    r"\s+(?:på|om|av|[àá]|beräknat\still|uppgående\still|motsvarande)\s"
    rf"{_TAIL}$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"(?P<noun>[^.;:,!?()\d]{3,60}?)(?:\s\(|,\s)(?:ca\s|cirka\s|totalt\s|sammanlagt\s)?$")
# "bevilja Roddklubben 300 tkr", "medfinansiera Ledstången med 300 tkr", "Roddklubben får 300 tkr"
_GIVEN = re.compile(
    r"\b(?:bevilja(?:r|de|t|s|des)?|tilldela(?:r|de|t|s)?|ge(?:r)?|gav|skänk(?:a|er|te|tes)|låna ut till"
    r"|ersätta|(?:med)?finansiera(?:r|de|t)?|stödja|stödjer|bidra(?:r)? till)\s"
    r"(?P<noun>[^.;:,!?()\d]{2,60}?)(?:\s(?:om|med|på))?\s(?:ett\s|en\s)?"
    r"(?:(?:ca|cirka|högst|ytterligare|sammanlagt)\s)?$",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"(?:^|[.;:]\s+|,\s+|\b(?:och|samt|att)\s+)(?P<noun>[A-ZÅÄÖ][^.;:,!?()]{1,50}?)\s(?:har\s)?"
    r"(?:få(?:r|tt)|fick|erhåll(?:er|it)|erhöll|tilldelas|beviljas|beviljades|ansöker\som|begär|äskar)\s"
    r"(?:(?:ca|cirka|högst|ytterligare|sammanlagt)\s)?$"
)
# "Licenser, -360 tkr", "b2/ Digitala lås, -480 tkr"
_LABEL = re.compile(
    rf"^(?:[a-zåäö]?\d*[/.)]{SP}*)?(?P<noun>[A-ZÅÄÖ][^.;:!?\t]{{1,80}}?)(?P<mark>:|,|{SP}[-–])?{SP}(?:ca|cirka|kr)?{SP}?$"
)
# "Bidrag från Region Norr 100 tkr" needs no mark
_INCOME = re.compile(
    r"(?:\w*(?:bidrag|stöd|anslag|ersättning|tillskott|avgift(?:er)?|intäkt(?:er)?|lån|gåv(?:a|or)|medel))"
    r"\s(?:från|av)\s[^.;:!?\d]{2,50}",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:är|var|har|hade|ska|skall|kan|får|fick|blir|blev|uppgår|uppgick|beräknas|beslutar|beslutade|beviljar|"
    r"beviljade|avsätter|avsätta|bevilja|kostar|ökar|minskar|att|som|finns|visar|innebär|täcks|köps|vill|lägger)\b",
    re.IGNORECASE,
)
_NOT_NOUN = re.compile(
    r".*\b(?:ansökt|ansöker|fördelad\w*|enats|fattat|beslutat|begärt|föreslagit|lämnat|inkommit|beräkna\w*|uppgå\w*"
    r"|på|av|till|med|vid|och|mer än|förbrukat|.*till och med\s\w+)",
    re.IGNORECASE,
)
# "vilket är 50 tkr bättre än budget" is a difference, not a size
_DIFFERENCE = re.compile(r"\s(?:bättre|sämre|lägre|högre|mindre|mer|dyrare|billigare)\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:(?:en|ett|den|det|de|dess|sin|sitt|sina|deras|vår|vårt|våra|varje)\s)+", re.IGNORECASE
)
_LEAD = re.compile(
    r"^(?:(?:mot|men\satt|att\s\w+a|att|med|ur|från|inom|som|totalt|därmed|också|även|vidare|dessutom|i\s?dag|i\sår|om|för\s(?:19|20)\d\d|(?:19|20)\d\d|under\s\w+)\s)+",
    re.IGNORECASE,
)
# what says when, not what: "Intäkterna under året", "Årsavgiften för 2023", "Kostnaden för helåret"
_WHEN = re.compile(
    r"\s+(?:(?:för|under|till|t\.?o\.?m\.?|per|i|från)\s(?:(?:år|året|helåret|perioden|tiden|två|tre|hela|första|andra|våren|hösten"
    r"|kvartalet|halvåret|slutet|början)\b|\d|(?:jan|feb|mars|apr|maj|juni|juli|aug|sept|okt|nov|dec)\w*).*"
    r"|(?:19|20)\d\d|i\sår|i\sdag|numera|nu|då|därefter|hittills|ännu|också|även|inte)$",
    re.IGNORECASE,
)
_FINITE_IN = re.compile(
    r"\s(?:beräkna(?:s|des)|väntas|bedöms|kommer|ser|kan|skulle|har|är|var|blir|blev|ska|\w+(?:ades|tes|rdes))(?=\s|$)"
)
# words that name no thing of their own
_EMPTY = re.compile(
    r"(?:det|den|de|detta|denna|dessa|vilket|vilken|som|han|hon|man|vi|summan|beloppet|belopp|sammanlagt|totalt"
    r"|det senare|det förra|senare|förra|resten|hälften|värde|bud|offert|nivå|ansökan|tid|sätt"
    r"|summa|dom|ytterligare|medlen|medel|pengarna|procent|årsskiftet|(?:hos|från|vid|mot)\s.*"
    r"|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?:\s\d{4})?|.*\b(?:som|att|vilket))",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    rf"(?:.*\s)?{_COST}$|.*(?:kostnad|kostnaden|kostnader|kostnaderna|bidrag)$", re.IGNORECASE
)
# "Hyran, som i kalkylen uppgår till 2 mnkr"
_THAT = re.compile(
    rf"(?P<noun>[^.;:,!?()\d]{{2,70}}),\s(?:som|vilken|vilket)\s(?:[^.;:,!?()]{{1,40}}?\s)?{_MEASURES}\s+{_TAIL}(?:\w+\s)?$",
    re.IGNORECASE,
)
# (but "Arvodet till kassören" is named whole: the fee is what the money is)
_FOR = re.compile(
    rf"(?!(?:arvode|ersättning)\w*\still\b){_COST}\s(?:för|till|om)\s(?!\d|år)(?P<noun>.+)", re.IGNORECASE
)
_AGREED = re.compile(r"(?:Avtal|Bidrag|Kostnad|Ersättning|Medel|Ansökan|Stöd)\s(?:om|till|för)\s(?P<noun>.+)")


_NEAR = 240  # characters before the money in which its clause may begin


def purpose(text: str, start: int, end: int, negative: bool) -> str | None:
    """The noun phrase that the money at ``[start, end)`` of a clean `text` is for, if any is plain."""
    before = re.sub(r"[^\S\t]", " ", text[max(0, start - _NEAR) : start]).rpartition("\t")[2]
    before = before[max((m.end() for m in re.finditer(r"(?<!\d)[.!?]\s(?=[A-ZÅÄÖ])", before)), default=0) :]
    if _DIFFERENCE.match(text, end) and re.search(r"(?:vilket (?:är|var|blev)|säga) (?:\w+ )?$", before):
        return None
    after = _AFTER.match(text, end)
    measured = _measured(before)
    if measured and (not after or not _GENERIC.match(measured)):
        return measured
    if not after and _LAYS.search(before):
        after = _ON.match(text, end)
    return _bare(after["noun"]) if after else measured or _given(before) or _labelled(before, negative)


def _measured(before: str) -> str | None:
    """The thing that the money is the size of."""
    for pattern in (_RESERVED, _SUPPORT, _DEAL, _SET, _FINNS, _AND, _BOUGHT):
        found = pattern.search(before)
        if found and (named := _bare(found["noun"])):
            return named
    that = _THAT.search(before)
    if that:
        head = re.split(r"\b(?:från|sig|med|inom|ur|på)\s", that["noun"])[-1]
        return _bare(head)
    of = _OF.search(before)
    if of and not re.search(rf"\b{_MEASURES}\b", of["noun"]) and (named := _bare(of["noun"])):
        return named
    for pattern in (_CLAUSE, _TURNED):
        found = pattern.search(before)
        while found:  # the nearest clause: "intäkterna blev 5 kr och kostnaderna blev"
            nearer = pattern.search(before, found.start("noun") + 1)
            if not nearer or nearer.start("noun") == found.start("noun"):
                break
            if not _bare(nearer["noun"]):
                break
            found = nearer
        if found and (named := _bare(found["noun"])):
            return named
    return None


def _given(before: str) -> str | None:
    """Who gets the money."""
    for pattern in (_GIVEN, _GETS):
        found = pattern.search(before)
        if found and (named := _bare(found["noun"])):
            return named
    return None


def _labelled(before: str, negative: bool) -> str | None:
    """The label before the money, ended by a mark or a minus ("Ordföranden föreslår" is none)."""
    label = _LABEL.match(before)
    if (
        label
        and (label["mark"] or negative or _INCOME.fullmatch(label["noun"]))
        and not _FINITE.search(label["noun"])
        and len(label["noun"].split()) <= 9
    ):
        agreed = _AGREED.match(label["noun"])
        return _bare(agreed["noun"] if agreed else label["noun"])
    apposed = _APPOSED.search(before)
    if apposed and before.endswith("("):
        words = apposed["noun"].split()
        last = len(words) - 1
        if last >= 2 and words[last - 1] in ("i", "för", "av", "till", "på"):
            last -= 2
        return _bare(" ".join(words[last:])) if words[last][:1].isalpha() else None
    return None


def _bare(noun: str) -> str | None:
    """The noun alone, None where it names nothing: "Kostnaden för den nya bryggan" is "nya bryggan"."""
    words = _WHEN.sub("", _LEAD.sub("", noun.strip(" ,:–-"), count=1)).strip(" ,:–-")
    words = re.sub(
        r"^[^.]*?\b(?:lämnat|redovisa\w*|haft|fått|lade|ger|gav|visar|pekar mot|nämnden)\s(?=(?:en|ett)\s)",
        "",
        words,
    )
    words = _FINITE_IN.split(words, maxsplit=1)[0]
    spent = _FOR.fullmatch(words)
    words = spent["noun"] if spent else words
    words = re.sub(rf"^{_ARTICLE.pattern}", "", words, flags=re.IGNORECASE).strip()
    words = re.sub(r"(?:\s(?:för|under|till|i|av|på|med|och|vid|per|från|om))+$", "", words)
    if (
        not words
        or len(words.split()) > 9
        or _EMPTY.fullmatch(words)
        or _NOT_NOUN.fullmatch(words)
        or re.search(r"\d\s?(?:kr|tkr|:-)", words)
        or not re.search(r"[^\W\d_]{2}", words)
    ):
        return None
    return words
