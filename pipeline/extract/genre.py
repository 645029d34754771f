"""Whether minutes are those of an association, written freely, or of a public body, in its fixed forms."""

from __future__ import annotations

import re

from pipeline.view import Layout

# what only the minutes of public bodies say
_OFFICIAL = re.compile(
    r"\b(?:Utdragsbestyrk\w+|Anslagsbevis|Justera(?:re|nde)?s? sign\w*|[Kk]ommunallagen|D(?:nr"
    r"|iarienummer)\b|KL\b"
    r"|Tjänste(?:skrivelse|utlåtande)|Beslutsunderlag|Tillkännagivande|[Ss]amordningsförbund\w*"
    r"|[Kk]ommunalförbund\w*"
    r"|[Ss]ammanträdesprotokoll|SAMMANTRÄDESPROTOKOLL|Beslutande(?: ledamöter)?:)"
)
_PUBLIC = re.compile(
    r"nämnd\w*$|^(?:kommun|region|lands)\w*(?:styrelse|fullmäktige)|utskott\w*$|direktion|samordningsförbund"
    r"|kommunalförbund|\bkommun\b|\bregion\b|universitet",
    re.IGNORECASE,
)


def is_public(body: str) -> bool:
    """Whether `body` is an organ of a municipality or region, an authority or a public federation."""
    return _PUBLIC.search(body) is not None


def informal(layout: Layout) -> bool:
    """True for minutes without any form word of a public body, held by none."""
    body = layout.parts[0].meeting.body if layout.parts else None
    return not is_public(body or "") and not _OFFICIAL.search(layout.source.text)
