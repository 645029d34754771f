"""How bodies and the organisations they belong to are called: organs, names of their own, owners."""

from __future__ import annotations

import re

UPPER = "A-ZÅÄÖÉÜ"
_NAME = rf"[{UPPER}][\wé/&-]{{0,40}}"  # one capitalised word
# words that no name of a body begins with
GENRE = (
    r"(?!(?:\w*protokoll\w*|\w*anteckningar|kallelse|styrelse\w*|års\w*|ordinarie|extra|konstituerande|möte\w*|sammanträde\w*|plats|datum"
    r"|närvarande|utdrag|den|det|en|vi|på|till|från|för|tid|bilaga|dagordning|nr|av|kommun(?:en|s)?|beslut\w*|vid|deltagare|ledamöter"
    r"|val|fyllnadsval|avsägelser?|motion(?:er)?|medborgarförslag|interpellation(?:er)?|ansökan|redovisning|uppföljning|budget"
    r"|revidering|antagande|godkännande|fastställande|ändring|upphävande|nominering|entledigande|reglemente|delegation|aktuellt|utredning"
    r"|rapport\w*|information\w*|skrivelse\w*|yttrande\w*|svar|remiss\w*|anmälan|fråga\w*)\b)"
)
# "nämnden för hållbart samhälle", "Kommunfullmäktige", "Regionstyrelsens arbetsutskott"
ORGAN = re.compile(
    r"(?:(?:Kommun|Region|Landstings|Förbunds|Koncern|Bolags|Stads|Universitets|Högskole|Kyrko)"
    r"(?:styrelsen?|fullmäktige|direktionen?|revisionen?|rådet)"
    r"(?:s\s(?:\S{1,40}\s)?(?:arbetsutskott|utskott|presidium|personalutskott))?"
    rf"|[{UPPER}][a-zåäö]+ läns landstings(?:styrelse|fullmäktige|revision)(?:n)?"
    rf"|(?i:{GENRE})[{UPPER}][\wÅÄÖé&,/ -]{{0,60}}?(?:nämnd(?:en)?|utskottet|utskott|beredningen|beredning"
    rf"|kommittén|delegationen|rådet"
    r"|presidiet|revisionen|fullmäktige|styrelsen|direktionen|stämman|konsistoriet)"
    rf"(?:\s(?:för|Centrum|Nordost|Sydväst|Hisingen|i\s(?=[{UPPER}])|[{UPPER}])[\w ,&-]{{0,60}})?"
    r"(?:s (?:arbetsutskott|presidium|\w{3,20}utskott))?"
    r"|(?:Gemensamma|Gemensam|Nämnden|nämnd) [\w ,&-]{3,80}|Nämnd för [\w ,&-]{3,80}"
    rf"|Direktionen(?: för [\w{UPPER} -]{{3,60}})?|Fullmäktige(?: (?:i|för) [\w{UPPER} -]{{3,60}})?"
    r"|Styrelsen)"
)
_FORBUND = (
    r"(?:samordnings|kommunal|räddningstjänst|kommun|avfalls|sjukvårds|gymnasie|kultur"
    r"|kollektivtrafik|miljö|renhållnings|vatten|utbildnings|fastighets)?förbund"
)
_KIND_OF_CLUB = (
    r"(?:(?i:\w*förening(?:en)?|\w*byalag(?:et)?|\w*samfällighet(?:en|er)?|\w*samfällighetsförening|\w*byaråd(?:et)?|\w*klubb(?:en)?"
    r"|\w*sällskap(?:et)?|\w*nätverk(?:et)?|\w*församling|\w*pastorat|\w*stiftelse(?:n)?|\w*bygdeförbund|\w*bolaget|\w*distriktet?"
    r"|arbetarekommun|\w+kår(?:en)?|\w*kooperativ(?:et)?|\w*gille(?:t)?|\w+vårdsförbund(?:et)?"
    r"|\w*(?:idrotts|hembygds|bygde|sport|boll|schack|skid|simm?|segel|båt|scout|elev|student|ungdoms|hund|jägare|kultur)"
    r"förbund(?:et)?"
    r"|(?:idrotts|socken|fiske|jakt|väga|skiftes)lag(?:et)?|" + _FORBUND + r")|AB|IF|IK|BK|SK|FK|GK)"
)
# words of a sentence: "Alma Ek får teckna föreningen"
_SAYS = r"(?:får|fick|har|hade|ska|skall|kan|kunde|att|som|är|var|blir|blev|ger|gav|vill|inte|till)\b"
OWN_NAME = re.compile(
    r"(?:(?i:samordnings|kommunal|räddningstjänst|avfalls|sjukvårds|kollektivtrafik|gymnasie|kommun|region|kultur)?"
    r"[Ff](?i:örbundet)"
    rf"(?: för [a-zåäö -]{{3,60}}?| i(?: (?:norra|södra|östra|västra|mellersta))?)?"
    rf"(?:\s{_NAME}){{1,5}}(?: län\b)?"
    rf"|(?:Föreningen|Stiftelsen|Finsam|Kommunförbundet|Regionförbundet|Bostadsrättsföreningen|HSB|BRF|Brf|Riksbyggen"
    rf"|Samfällighetsföreningen|Byalaget|Bygdegårdsföreningen|Hembygdsföreningen|Villaföreningen|PRO|SPF)"
    rf"(?:\s(?:{_NAME}|[\d:]{{1,6}}|och|&|i)){{1,5}}(?: (?:vänner|väl)\b)?"
    rf"|(?i:{GENRE})(?<!\w)(?:[{UPPER}]|\d{{1,3}}:an)[\wé&-]{{0,40}}(?:\s(?!{GENRE[3:-1]}|{_SAYS})[\wé&-]{{1,40}}){{0,4}}?"
    rf"\s(?:{_KIND_OF_CLUB})(?!\w)(?: ekonomisk förening)?)"
)
# "Socialnämnden Åby kommun": the first word is not the municipality's
_ORGAN_WORD = (
    r"(?i:[\wåäö-]*(?:nämnden?|styrelsen|fullmäktige|utskottet|beredningen|rådet|kommittén|direktionen"
    r"|revisionen|delegationen|presidiet|protokoll))"
)
OWNER = re.compile(
    rf"(?<!\w)(?:(?!(?:Organ|Protokoll|Nämnd|Myndighet|Datum|Sida) |{_ORGAN_WORD} )"
    rf"[{UPPER}][\wé-]{{1,30}}(?: [{UPPER}][\wé-]{{1,30}})? (?:kommun|KOMMUN|Kommun|stad"
    rf"|Stad|STAD)\b"
    rf"|(?:Region|REGION)(?: [{UPPER}][\w-]{{1,30}}){{1,3}}|[{UPPER}]\w{{1,30}} läns landsting(?!\w)"
    rf"|Landstinget (?:i )?[{UPPER}]\w+|Gotlands kommun)"
)
# owners only where a line of the head names them: a parish, a university
OWNER_LINE = re.compile(
    rf"[{UPPER}][\wé-]+(?:[ -](?:och|[{UPPER}][\wé-]+)){{0,3}} (?:församling|pastorat|stift"
    rf"|universitet|högskola)"
    rf"|(?:Högskolan|Universitetet) (?:i|på) [{UPPER}]\w+"
)
OF_PARISH = re.compile(rf"(?P<organ>.{{4,60}}?) (?:i|för|vid) (?P<owner>{OWNER_LINE.pattern})")
# words of a name that do not begin with a capital
SMALL = re.compile(rf"(?i:kommun|stad|och|för|i|av|universitet|högskola|stift|{_KIND_OF_CLUB})")
BARE = frozenset(
    (
        "Styrelsen",
        "Fullmäktige",
        "Nämnden",
        "Revisionen",
        "Direktionen",
        "Presidiet",
        "Beredningen",
        "Utskottet",
        "Årsmöte",
        "Årsmötet",
    )
)
ORGAN_OR_NAME = re.compile(rf"(?!(?:Styrelsen|Nämnden)$)(?:{ORGAN.pattern}|{OWN_NAME.pattern})")
