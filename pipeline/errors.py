"""What can go wrong, named by its cause.

ParagrafError
├── ReadError            a document could not be read; it is put aside, the others go on
│   ├── EmptyDocument
│   ├── UnknownFormat    binary, or no format that Paragraf reads
│   ├── EncryptedDocument
│   ├── NoTextLayer      a PDF of pictures
│   ├── DamagedDocument
│   ├── TooLarge
│   ├── TookTooLong      stopped by the process that keeps the time
│   ├── WorkerDied       the process that read it ended before it had an answer
│   └── NotSwedish
├── NoProtocols          a folder without anything to read
├── BadSetting
├── UnknownSection       the document has no such § or part
├── BadJudgement         a judgement of who is who that cannot be taken
├── MissingModel
├── StoreError
│   ├── NewerStore       written by a later version of Paragraf
│   └── NotAStore
└── GoldError            an annotation that cannot be used
"""

from __future__ import annotations


class ParagrafError(Exception):
    """The base of every error a user can meet; `str(error)` is one line fit to show."""


class ReadError(ParagrafError):
    """A document could not be read. `document` is its path as given, `reason` the cause."""

    reason = "could not be read"

    def __init__(self, document: str, reason: str | None = None) -> None:
        self.document = document
        self.reason = reason or type(self).reason
        super().__init__(f"{document}: {self.reason}")

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return type(self), (self.document, self.reason)  # what it is made of, not its message


class EmptyDocument(ReadError):
    """There is nothing in the file but white space."""

    reason = "the document is empty"


class UnknownFormat(ReadError):
    """Binary content, or no format that Paragraf reads."""

    reason = "not a format that Paragraf reads (txt, md, html, pdf, docx)"


class EncryptedDocument(ReadError):
    """The document needs a password."""

    reason = "the document is encrypted"


class NoTextLayer(ReadError):
    """A PDF of pictures, and no OCR to read them."""

    reason = "no text layer"


class DamagedDocument(ReadError):
    """The file says it is of a format, and cannot be read as one."""

    reason = "the document is damaged"


class TooLarge(ReadError):
    """A limit on size, pages or characters is passed."""

    reason = "the document is too large"


class TookTooLong(ReadError):
    """The time that a document may take is over; its process was killed."""

    reason = "took too long and was stopped"


class WorkerDied(ReadError):
    """The process that read the document ended with it: out of memory, or a fault in a library."""

    reason = "the process that read it died"


class NotSwedish(ReadError):
    """The words are of another language."""

    reason = "the text is not Swedish"


class NoProtocols(ParagrafError):
    """A folder holds nothing that can be read."""


class BadSetting(ParagrafError):
    """A setting is unknown or has a value it cannot have."""


class UnknownSection(ParagrafError):
    """The document has no such item, or no such part; the message names what there is."""


class BadJudgement(ParagrafError):
    """Nobody of that id or name, a name judged with itself, a faulty line of a file; with the remedy."""


class MissingModel(ParagrafError):
    """The language model that was asked for is not there."""


class StoreError(ParagrafError):
    """The store cannot be used."""


class NewerStore(StoreError):
    """The store was written by a later version of Paragraf."""


class NotAStore(StoreError):
    """The file is no store of Paragraf's."""


class GoldError(ParagrafError):
    """An annotation that cannot be used; the message names file, place and remedy."""
