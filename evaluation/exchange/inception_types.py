"""The layers of INCEpTION, as a UIMA type system."""

from __future__ import annotations

from cassis import TypeSystem

from evaluation.exchange.fields import FIELDS, KINDS, MEETING, Field
from evaluation.exchange.task import LINKS

_PACKAGE = "webanno.custom"  # where INCEpTION puts the layers a project defines
LAYERS: dict[str, str] = {kind: f"{_PACKAGE}.{KINDS.get(kind, 'mention').capitalize()}" for kind in FIELDS}
MEETING_LAYER = f"{_PACKAGE}.Meeting"
CARRIED = f"{_PACKAGE}.Paragraf"
_STRING = "uima.cas.String"


def feature(field: Field) -> str:
    """The name of a field's feature; "for" is a word of Python's, which cassis cannot use."""
    return {"for": "purpose"}.get(field.key, field.key)


def link_feature(name: str) -> str:
    """The type of a link of a decision: INCEpTION takes a role and a target for one."""
    return f"{LAYERS['decisions']}{name.capitalize()}Link"


def type_system() -> TypeSystem:
    """Layers over text for facts, and two of document metadata."""
    types = TypeSystem()
    for kind, layer in LAYERS.items():
        made = types.create_type(layer, supertypeName="uima.tcas.Annotation")
        names = [*(["label"] if kind == "mentions" else []), *map(feature, FIELDS[kind]), "ref"]
        for name in names:
            types.create_feature(domainType=made, name=name, rangeType=_STRING)
    for name, kind in LINKS.items():
        link = types.create_type(link_feature(name), supertypeName="uima.cas.TOP")
        types.create_feature(domainType=link, name="role", rangeType=_STRING)
        types.create_feature(domainType=link, name="target", rangeType=LAYERS[kind])
        types.create_feature(
            domainType=types.get_type(LAYERS["decisions"]),
            name=name,
            rangeType="uima.cas.FSArray",
            elementType=link_feature(name),
            multipleReferencesAllowed=False,
        )
    for layer, names in ((MEETING_LAYER, [*map(feature, MEETING)]), (CARRIED, ["name", "record"])):
        made = types.create_type(layer, supertypeName="uima.cas.AnnotationBase")
        for name in names:
            types.create_feature(domainType=made, name=name, rangeType=_STRING)
    return types
