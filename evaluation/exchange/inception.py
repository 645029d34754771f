"""INCEpTION: UIMA CAS in XMI, with a layer for each kind of fact.

Fields are features of the layer, links are its link features, the meeting is a document metadata layer, and
so is what is carried along. Needs dkpro-cassis. XML cannot hold control characters, and its readers make
line feeds of carriage returns, so the text has a space for each (put back on import).
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem
from lxml import etree

from evaluation.exchange.fields import FIELDS, KINDS, MEETING, Field, Shown, kind_of, split, suggestion
from evaluation.exchange.formats import Loaded, Options
from evaluation.exchange.inception_types import (
    CARRIED,
    LAYERS,
    MEETING_LAYER,
    feature,
    link_feature,
    type_system,
)
from evaluation.exchange.offsets import CONTROLS, without
from evaluation.exchange.task import LINKS, Link, Region, Task, carried_of
from pipeline.errors import GoldError
from pipeline.facts import MENTION_LABELS

UNWANTED = CONTROLS
_OWN_ENTITIES = "NamedEntity"  # INCEpTION's own layer, for projects that use it for mentions


def export(tasks: list[Task], _: Options) -> dict[str, bytes]:
    """``NAME.xmi`` for each, and ``TypeSystem.xml``."""
    types = type_system()
    files = {f"{task.name}.xmi": _cas(task, types).to_xmi().encode() for task in tasks}
    return files | {"TypeSystem.xml": labels().encode()}


def load(path: Path, _: Options) -> Loaded:
    """One document: a .xmi (with TypeSystem.xml beside it), or the zip file that INCEpTION gives."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return [_task(*each, path) for each in _zipped(archive)]
        beside = path.with_name("TypeSystem.xml")
        return [_task(path.stem, path.read_bytes(), beside.read_bytes() if beside.is_file() else b"", path)]
    except etree.XMLSyntaxError as error:
        raise GoldError(
            f"{path}:{error.lineno}: not XML: {error.msg}; export it anew as XMI (XML 1.0)"
        ) from error


def labels() -> str:
    """The type system, to import under Layers."""
    return str(type_system().to_xml())


def _cas(task: Task, types: TypeSystem) -> Cas:
    cas = Cas(typesystem=types, document_language="sv")
    cas.sofa_string = task.text
    cas.sofa_mime = "text/plain"
    made = []
    for region in task.regions:
        values = {
            feature(field): without("; ".join(value), CONTROLS)
            for field in FIELDS[region.kind]
            if (value := region.values.get(field.key))
        }
        mention = {"label": region.label} if region.kind == "mentions" else {}
        layer = types.get_type(LAYERS[region.kind])
        made.append(layer(begin=region.start, end=region.end, ref=region.ref, **mention, **values))
    for name in LINKS:
        kind = types.get_type(link_feature(name))
        for source, fact in enumerate(made):
            ends = [
                made[link.target] for link in task.links or () if (link.name, link.source) == (name, source)
            ]
            if ends:
                array = types.get_type("uima.cas.FSArray")
                setattr(fact, name, array(elements=[kind(role=name, target=end) for end in ends]))
    for fact in made:
        cas.add(fact)
    told = {
        feature(field): without(value[0], CONTROLS)
        for field in MEETING
        if (value := (task.meeting or {}).get(field.key))
    }
    cas.add(types.get_type(MEETING_LAYER)(**told))
    cas.add(types.get_type(CARRIED)(name=task.name, record=task.carried.to_json() if task.carried else None))
    return cas


def _zipped(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes, bytes]]:
    types = next((archive.read(name) for name in archive.namelist() if name.endswith("TypeSystem.xml")), b"")
    for name in archive.namelist():
        if name.endswith(".xmi"):
            yield Path(name).stem, archive.read(name), types


def _task(stem: str, xmi: bytes, types: bytes, path: Path) -> Task:
    cas = _read(xmi, types, path)
    text = cas.sofa_string or ""
    known = {each.name for each in cas.typesystem.get_types()}
    kept = next(iter(cas.select(CARRIED)), None) if CARRIED in known else None
    carried = carried_of(kept.record if kept else None, str(path))
    name = str((kept.name if kept else None) or (carried.record["name"] if carried else stem))
    regions: list[Region] = []
    facts: list[Any] = []
    for kind, layer in LAYERS.items():
        for fact in cas.select(layer) if layer in known else ():
            regions.append(_region(kind, fact, f"{path}: {name}: {layer.rpartition('.')[2]} at {fact.begin}"))
            facts.append(fact)
    own = next((each for each in known if each.endswith(f".{_OWN_ENTITIES}")), None)
    for fact in cas.select(own) if own else ():
        where = f"{path}: {name}: {_OWN_ENTITIES} at {fact.begin}"
        label = str(fact.value or "")
        regions.append(
            Region(kind=_mention(label, where), label=label, start=fact.begin, end=fact.end, place=where)
        )
        facts.append(fact)
    told = next(iter(cas.select(MEETING_LAYER)), None) if MEETING_LAYER in known else None
    meeting = {field.key: _strings(field, told) for field in MEETING} if told else None
    return Task(
        name=name,
        text=text,
        regions=tuple(regions),
        links=tuple(_links(regions, facts)),
        meeting=meeting,
        carried=carried,
        place=str(path),
    )


def _read(xmi: bytes, types: bytes, path: Path) -> Cas:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of layers that are none of ours
        try:
            system = load_typesystem(io.BytesIO(types)) if types else type_system()
            return load_cas_from_xmi(io.BytesIO(xmi), typesystem=system, lenient=True)
        except etree.XMLSyntaxError:
            raise
        except (
            Exception
        ) as error:  # cassis says wrong offsets and unknown features with KeyError and TypeError
            raise GoldError(
                f"{path}: no CAS that fits its type system and text ({type(error).__name__}: {error}); "
                "put the TypeSystem.xml of the same export beside it"
            ) from error


def _region(kind: str, fact: Any, place: str) -> Region:
    label = str(fact.label or "") if kind == "mentions" else KINDS[kind]
    return Region(
        kind=_mention(label, place) if kind == "mentions" else kind,
        label=label,
        start=-1 if fact.begin is None else fact.begin,
        end=-1 if fact.end is None else fact.end,
        values={field.key: _strings(field, fact) for field in FIELDS[kind]},
        ref=str(getattr(fact, "ref", None) or ""),
        place=place,
    )


def _mention(label: str, place: str) -> str:
    kind = kind_of(label, place)
    if kind != "mentions":
        raise GoldError(f"{place}: {label!r} is no label of a mention; {suggestion(label, MENTION_LABELS)}")
    return kind


def _strings(field: Field, fact: Any) -> Shown:
    value = getattr(fact, feature(field), None)
    return () if value is None else split(field, str(value))


def _links(regions: list[Region], facts: list[Any]) -> Iterator[Link]:
    number = {fact.xmiID: index for index, fact in enumerate(facts)}
    for source, (region, fact) in enumerate(zip(regions, facts, strict=True)):
        if region.kind != "decisions":
            continue
        for name in LINKS:
            held = getattr(fact, name, None)
            for link in getattr(held, "elements", held) or ():
                if link.target is not None and link.target.xmiID in number:
                    yield Link(name, source, number[link.target.xmiID])
