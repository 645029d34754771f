"""Broken inputs by number: the same seed and number give the same bytes, on any machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from broken import archives, markup, pages, texts
from broken.material import sound

Maker = Callable[[Random, int], tuple[str, bytes]]
QUICK, LONG = 5_000, 20_000  # about how many bytes an endless thing has


def mutated(random: Random, size: int) -> tuple[str, bytes]:
    """A sound file of any format with bytes changed, lost, doubled, put in or taken from another."""
    files = sound()
    suffix = random.choice(sorted(files))
    data = bytearray(files[suffix])
    for _ in range(random.choice((1, 3, 30, 300))):
        at = random.randrange(len(data) + 1)
        form = random.randrange(6)
        length = random.choice((1, 1, 4, 50, 1_000))
        if form == 0 and at < len(data):
            data[at] ^= 1 << random.randrange(8)
        elif form == 1:
            data[at : at + length] = b""
        elif form == 2:
            data[at:at] = data[max(0, at - length) : at]
        elif form == 3:
            data[at:at] = random.randbytes(min(length, 50))
        elif form == 4:
            data[at : at + length] = bytes([random.choice((0, 255, 32, 10))]) * len(data[at : at + length])
        else:
            other = files[random.choice(sorted(files))]
            begin = random.randrange(len(other))
            data[at : at + length] = other[begin : begin + length]
        if not data:
            break
    return suffix, bytes(data)


def misnamed(random: Random, size: int) -> tuple[str, bytes]:
    """A sound file under another's name."""
    data = random.choice(list(sound().values()))
    return random.choice(("pdf", "docx", "html", "md", "txt", "doc", "zip", "jpg", "")), data


# Each kind of input with its share.
MAKERS: tuple[tuple[Maker, int], ...] = (
    (mutated, 30),
    (misnamed, 2),
    (texts.run, 10),
    (texts.mix, 8),
    (texts.salad, 6),
    (texts.odd_letters, 4),
    (texts.encoded, 5),
    (texts.table, 2),
    (texts.long_line, 1),
    (texts.nothing, 2),
    (markup.nested, 3),
    (markup.soup, 3),
    (markup.spans, 1),
    (markup.charset, 2),
    (markup.entities, 2),
    (markup.attributes, 1),
    (archives.missing, 3),
    (archives.relations, 1),
    (archives.entities, 2),
    (archives.bomb, 1),
    (archives.deep, 2),
    (archives.tables, 1),
    (archives.numbers, 2),
    (archives.directory, 3),
    (archives.other, 3),
    (pages.cut, 3),
    (pages.tree, 3),
    (pages.swelling, 2),
    (pages.places, 3),
    (pages.loops, 2),
    (pages.many, 1),
    (pages.pictures, 2),
    (pages.columns, 2),
    (texts.people, 4),
    (texts.unseen, 3),
    (texts.misread, 2),
)
_WHEEL = [maker for maker, share in MAKERS for _ in range(share)]


def broken(number: int, seed: int = 1, size: int = LONG) -> tuple[str, str, bytes]:
    """The input of that number: the name of its kind, its suffix and its bytes."""
    random = Random(f"{seed}:{number}")
    maker = _WHEEL[number % len(_WHEEL)]
    suffix, data = maker(random, size)
    return f"{maker.__module__.rpartition('.')[2]}-{maker.__name__}", suffix, data


def written(folder: Path, numbers: range, seed: int = 1, size: int = LONG) -> Iterator[Path]:
    """The inputs of those numbers as files in `folder`, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        kind, suffix, data = broken(number, seed, size)
        path = folder / f"{number:04}-{kind}{'.' if suffix else ''}{suffix}"
        path.write_bytes(data)
        yield path


def odd_places(folder: Path) -> list[Path]:
    """What is no ordinary file: a folder, a pipe, links that lead nowhere or round, odd names."""
    folder.mkdir(parents=True, exist_ok=True)
    a_folder = folder / "folder.txt"
    a_folder.mkdir()
    pipe = folder / "pipe.txt"
    os.mkfifo(pipe)
    loop, gone, device = folder / "loop.txt", folder / "gone.txt", folder / "device.txt"
    loop.symlink_to(loop)
    gone.symlink_to(folder / "nowhere")
    device.symlink_to("/dev/zero")
    locked = folder / "locked.txt"
    locked.write_text("§ 1 Val\n")
    locked.chmod(0)
    line = folder / "two\nlines.txt"
    line.write_text("§ 1 Val\n")
    byte = Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt"))
    byte.write_text("§ 1 Val\n")
    missing = [folder / "nowhere.txt", folder / ("a" * 300), folder / "null\0.txt"]
    return [a_folder, pipe, loop, gone, device, locked, line, byte, *missing]
