"""The wordings of a formal mandate as patterns: groups `giver`, `to`, `verb`, `task` and their like."""

from __future__ import annotations

import re

from pipeline.extract.wording import DECIDER

_GIVER = (
    rf"(?:(?P<giver>{DECIDER}|[A-ZÅÄÖ][\wåäö ]{{2,60}}?)(?: "
    rf"\([A-ZÅÄÖ]{{2,7}}\))?(?: [a-zåäö]+ och)?(?: (?:har|hade))? )"
)
# what may stand between the verb and the doer or the charge: "får därutöver i uppdrag"
ADVERB = (
    r"(?:då|samtidigt|också|även|därför|därmed|därutöver|därtill|dessutom|sedan|nu|gemensamt|tillsammans"
    r"|härmed"
    r"|vidare|slutligen|omgående|skyndsamt|snarast|fortsatt|åter|återigen|ytterligare|i stället|istället"
    r"|således"
    r"|särskilt|enhälligt|bland annat|tills vidare|fortsättningsvis|härutöver|inledningsvis)"
)
_CHARGE = (
    r"(?:i (?:fortsatt |särskilt |förnyat )?(?:uppdrag|uppgift)|(?:\w+s )?(?:uppdrag"
    r"|uppdraget|uppgiften)(?= att\b)|ett (?:[a-zåäö]+t )?(?:uppdrag)(?= att\b))"
)
_AFTER = (
    r"(?P<late>(?:,? (?:även|också|därför|samtidigt|(?:tillsammans|i samråd|i samverkan|i samarbete) med"
    r" [^,.]{2,60}?))?),? att,? "
)
_DATED = (
    rf"(?: {ADVERB}"
    r"| \d{4}-\d\d-\d\d(?:,? ?§ ?\d+)?| i (?:januari|februari|mars|april|maj|juni|juli"
    r"|augusti|september|oktober|november|december)(?: \d{4})?"
    r"| den \d{1,2} \w+(?: \d{4})?(?:,? ?§ ?\d+,?)?"
    r"| \d{6}(?!\d)| § ?\d+)*"
)
# "fick på beredningsmöte 250107 i uppdrag", "får, tillsammans med kansliet, i uppdrag"
_WHEN = r"(?:,? (?:på|vid|under|efter|tillsammans med|i samråd med|i samverkan med) [^.;:,]{2,60}?,?)?"
# a body or an office that can be asked to do something: "tekniska förvaltningen", "samtliga nämnder"
OFFICE = (
    r"(?:[\wåäöÅÄÖ-]+,? ){0,4}?[\wåäöÅÄÖ-]*(?i:nämnd(?:en|er|erna)|styrelse(?:n|r|rna)|förvaltning(?:en"
    r"|ar|arna)"
    r"|kontor(?:et|en)|kansliet|sekretariatet|chef(?:en|er|erna)|direktör(?:en)?|ordförande(?:n)?|kassören"
    r"|sekreteraren|valberedningen|beredningen|gruppen|bolag(?:et|en)|utskottet|presidiet|enhet(?:en|erna)"
    r"|avdelning(?:en|arna)|kommittén|kommitteen|teamet|direktionen|fullmäktige|revisorerna)(?![\wåäö])"
)
_ASK = (
    r"(?:uppmanar|uppmanade|[Uu]ppmana|ålägger|ålade|[Åå]lägga|anmodar|anmodade|[Aa]nmoda|instruerar"
    r"|instruerade|[Ii]nstruera)"
)
_OWNER = (
    r"(?:[a-zåäö]+-? (?:och|samt) )?[A-ZÅÄÖa-zåäö-]*(?:styrelse|nämnd|fullmäktige|utskott|direktion|möte)"
    r"(?:n|en|et|t)?"
)
# what is asked of an office by other words than "uppdrag"
BEGS = "mandate.begar"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern, re.DOTALL))
    for rule, pattern in (
        # "Styrelsen gav 2020-09-17 kansliet i uppdrag att"
        (
            "mandate.ger_i_uppdrag",
            rf"(?:{_GIVER})?(?P<verb>\b(?:ger|gav|ge|gett|givit"
            rf"|Ge)\b){_DATED} (?:(?P<inverted>{DECIDER}) (?!i (?:\w+ )?(?:uppdrag|uppgift)|och "
            rf"|samt |i |för |vid |att |ett |en ))?(?P<to>[^.;]{{2,140}}?) "
            rf"{_CHARGE}{_AFTER}(?P<task>.+)",
        ),
        # "Styrelsen uppdrog åt kansliet att"
        (
            "mandate.uppdrar",
            rf"(?:{_GIVER})?(?P<verb>\b(?:[Uu]ppdrar|[Uu]ppdrog|uppdra(?:ga)?|uppdragit"
            rf"|Uppdra(?:ga)?)\b)(?: (?P<inverted>{DECIDER}))?{_DATED} (?:(?:åt"
            rf"|till) (?P<to>[^.;]{{2,140}}?)|(?P<bare>(?!att\b|åt\b"
            rf"|till\b)[^.,;]{{3,50}}?)){_AFTER}(?P<task>.+)",
        ),
        # "uppdrogs åt kansliet att", "Det uppdras åt kansliet att"
        (
            "mandate.uppdrogs",
            rf"(?P<verb>\b(?:[Uu]ppdrogs|[Uu]ppdras)\b){_DATED} (?:åt"
            rf"|till) (?P<to>[^.;]{{2,140}}?){_AFTER}(?P<task>.+)",
        ),
        # "Kansliet uppdras att"
        (
            "mandate.uppdras",
            rf"(?P<to>[A-ZÅÄÖa-zåäö][^.;:]{{1,100}}?) (?P<verb>uppdras|uppdrogs|anmoda(?:s|des)"
            rf"|instruera(?:s|des)|ombeds|ombads|ålades|åläggs|tilldela(?:s|des) (?:uppdraget|uppgiften))"
            rf"(?: (?:vidare|dessutom))?(?:{_AFTER}|(?<=ombeds) |(?<=ombads) )(?P<task>.+)",
        ),
        # "Det åligger kommundirektören att", "Det ankommer på kansliet att"
        (
            "mandate.uppdras",
            rf"(?P<verb>\b[Dd]et (?:åligger|ålåg|ankommer på|ankom på)) "
            rf"(?P<to>(?!varje|var och|alla|den som|de som|medlem)[^.;:]{{2,100}}?){_AFTER}(?P<task>.+)",
        ),
        # "Uppdrag lämnas till kansliet att"
        (
            "mandate.gavs_i_uppdrag",
            rf"(?P<verb>\b[Uu]ppdrag (?:lämnas|lämnades|ges|gavs)) (?:åt|till) (?P<to>[^.;:]{{2,100}}?)"
            rf"{_AFTER}(?P<task>.+)",
        ),
        # "På föregående nämnd gavs förvaltningen i uppdrag att"
        (
            "mandate.gavs_i_uppdrag",
            rf"(?P<verb>\b(?:gavs|ges|fick|får)\b){_DATED} (?P<to>[^.;:]{{2,100}}?)"
            rf" {_CHARGE}{_AFTER}(?P<task>.+)",
        ),
        # "Kansliet har från styrelsen, § 12, fått i uppdrag att"
        (
            "mandate.fick_i_uppdrag",
            rf"^(?P<to>[A-ZÅÄÖ][^.,;:]{{1,60}}?) (?P<verb>har|hade) (?:från|av) (?P<by>{DECIDER})"
            rf"(?:(?: i [A-ZÅÄÖ][\wåäö-]*)?,[^.;:]{{2,60}},)? fått {_CHARGE}{_AFTER}(?P<task>.+)",
        ),
        # "Kansliet fick även i uppdrag att", "Förvaltningen får i uppgift att"
        (
            "mandate.fick_i_uppdrag",
            rf"(?<![\wåäö-])(?P<to>[A-ZÅÄÖa-zåäö0-9][^.;:]{{1,240}}?) "
            rf"(?P<verb>har fått|hade fått|ska(?:ll)? (?:få|ges)|får|fick|fått|ges|gavs|gav){_DATED}{_WHEN}"
            rf" {_CHARGE}(?: av (?P<by>{DECIDER}))?{_AFTER}(?P<task>.+)",
        ),
        # "Redovisning av nämndens uppdrag 2021-04-07 § 12 till kontoret att utreda bron, antecknas"
        (
            "mandate.uppdraget_till",
            rf"(?P<giver>{_OWNER})(?P<verb>s uppdrag(?:et)?)\b(?P<when>[^.;:]{{0,80}}?) (?:till|åt)"
            rf" (?P<to>[^.;:]{{2,100}}?),? att (?P<task>.+?)(?=,? (?:antecknas|noteras|godkänns|förklaras"
            rf"|anses|avslutas|avskrivs|läggs|är|har)\b|$)",
        ),
        # "Ärendet återremitteras till kansliet med uppdrag att"
        (
            "mandate.med_uppdrag",
            rf"(?P<verb>(?:återremitter|remitter|överlämn|lämn"
            rf"|skick)\w+)(?: [^.;]{{1,80}}?)? till (?P<to>[^.;,]{{2,80}}?) (?:med (?:uppdrag(?:et)?"
            rf"|uppgift(?:en)?)|för){_AFTER}(?P<task>.+)",
        ),
        # "Styrelsen ger i uppdrag åt kansliet att", "Nämnden lämnar i uppdrag till förvaltningen att"
        (
            "mandate.ger_i_uppdrag",
            rf"(?:{_GIVER})?(?P<verb>\b(?:ger|gav|[Gg]e|gett|givit|lämnar|lämnade|[Ll]ämna)\b){_DATED}"
            rf"(?: (?P<inverted>{DECIDER}))? (?:i (?:fortsatt |särskilt )?upp(?:drag|gift)"
            rf"|(?:följande )?uppdrag(?:et)?)"
            r" (?:åt|till)"
            rf" (?P<to>[^.;:]{{2,140}}?){_AFTER}(?P<task>.+)",
        ),
        # "Nämnden uppmanar förvaltningen att", "Styrelsen ålägger kansliet att"
        (
            BEGS,
            rf"(?:{_GIVER})?(?P<verb>\b{_ASK}\b){_DATED}(?: (?P<inverted>{DECIDER}))?"
            rf" (?P<to>{OFFICE}(?: för [^.;:,]{{2,60}}?)?){_AFTER}(?P<task>.+)",
        ),
        # "Styrelsen ber kansliet (att) ta fram en plan"
        (
            BEGS,
            rf"(?:{_GIVER})?(?P<verb>\b(?:ber|bad|[Bb]e)\b){_DATED}(?: (?P<inverted>{DECIDER}))?"
            rf" (?P<to>{OFFICE})(?:{_AFTER}|(?= [a-zåäö]+a\b| (?:ta|se|ge|gå)\b) )(?P<task>.+)",
        ),
        # "Nämnden begär att förvaltningen återkommer med en plan"
        (
            BEGS,
            rf"(?:{_GIVER})?(?P<verb>\b(?:begär|begärde|[Bb]egära)\b){_DATED} att (?P<to>{OFFICE})"
            rf" (?P<task>(?!är |har |får |kan |blir |vill )(?:ska(?:ll)? )?[a-zåäö]+(?:r|a)? .+)",
        ),
        # "Nämnderna uppmanas att hålla sin budget"
        (
            BEGS,
            rf"(?:^|(?<=att ))(?P<to>(?:[A-ZÅÄÖ][\wåäöÅÄÖ-]*,? )?{OFFICE}) (?P<verb>uppmana(?:s|des)){_DATED}"
            rf"{_AFTER}(?P<task>.+)",
        ),
        # "Ulla Kvist och Nils Vik utses att tillsammans med kansliet ta fram ett förslag"
        (
            "mandate.uppdras",
            r"^(?P<to>[A-ZÅÄÖ][^.;:]{1,80}?) (?P<verb>utses|utsågs) (?:till )?att (?P<task>(?:tillsammans med"
            r" [^,.]{2,50}? |i samråd med [^,.]{2,50}? |till nästa \w+ )?(?:ta (?:fram|kontakt)|arbeta"
            r"|boka|kontakta"
            r"|utreda|undersöka|sammanställa|förbereda|ordna|se över|planera|skriva(?! under)|formulera"
            r"|utarbeta"
            r"|upprätta|anordna|inventera)\b.+)",
        ),
        # "Att Ulla Kvist tar på sig att skriva brevet", as a point that is proposed or decided
        (
            "mandate.uppdras",
            r"^[Aa]tt (?P<to>[A-ZÅÄÖa-zåäö][^.;:]{1,60}?) (?P<verb>tar på sig|åtar sig)"
            r"(?: uppdraget| uppgiften)? att (?P<task>.+)",
        ),
        # "Styrelsen överlåter åt ordföranden att ringa": but not what is left to another body to decide
        (
            "mandate.uppdrar",
            rf"(?:{_GIVER})?(?P<verb>\böverl(?:åter|ät|åta|åtit)\b)(?: (?P<inverted>{DECIDER}))? (?:åt|till)"
            rf" (?P<to>[^.;:]{{2,80}}?){_AFTER}(?P<task>(?!besluta|avgöra|fatta|bestämma|pröva|välja"
            rf"|utse)\w.+)",
        ),
        # "Uppdrag till förvaltningen: se över taxan", as a decision
        (
            "mandate.gavs_i_uppdrag",
            r"^(?!.* (?:förklaras|anses|avslutas|avskrivs|är|har)\b)(?P<verb>Uppdrag) (?:till"
            r"|åt) (?P<to>(?:(?! att )[^.;:]){2,80}?)(?:: (?:[Aa]tt )?| att )"
            r"(?P<task>(?=[a-zåäö]+a\b|(?:utser?|ta|se|ge|gå|senast|till|inför|snarast)\b).+)",
        ),
    )
)
