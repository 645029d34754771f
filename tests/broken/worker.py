"""A process that takes paths, one a line, and says of each what became of it, as JSON.

Its address space is bounded, so that a document that asks for too much memory is an error here and
not the machine's; whoever started it keeps the time.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from pipeline.annotate import load
from pipeline.errors import ReadError
from pipeline.facts import FACT_KINDS, Document
from pipeline.read import read
from pipeline.run import extract_source


def main(memory: int) -> None:
    """Answer until there are no more lines; `memory` is the bound in bytes."""
    annotator = load()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        began = time.perf_counter()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            document = extract_source(read(Path(json.loads(line))), annotator)
            answer = {"verdict": "fault" if (wrong := _wrong(document)) else "read", "reason": wrong}
        except ReadError as error:
            answer = {"verdict": "aside", "reason": error.reason}
        except BaseException as error:
            place = error.__traceback__
            while place and place.tb_next:
                place = place.tb_next
            where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
            answer = {"verdict": "fault", "reason": f"{type(error).__name__}: {error} ({where})"[:300]}
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        told = {**answer, "seconds": round(time.perf_counter() - began, 2), "grown": grown // 1024}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _wrong(document: Document) -> str:
    """What does not hold of the document, "" when all is well."""
    text = document.source.text
    for kind in FACT_KINDS:
        for fact in getattr(document, kind):
            if not 0 <= fact.start < fact.end <= len(text) or text[fact.start : fact.end] != fact.text:
                return f"{kind}: a span that is not its words"
    parts, sections = document.parts, document.sections
    if parts[0].start != 0 or parts[-1].end != len(text):
        return "the parts do not cover the text"
    if any(one.end != two.start for one, two in pairwise(parts)):
        return "the parts leave something out or overlap"
    if any(one.stop > two.start for one, two in pairwise(sections)):
        return "sections overlap"
    json.dumps(document.to_dict(encode_json=True)).encode()
    return ""


if __name__ == "__main__":
    main(int(sys.argv[1]))
