"""Pages of pictures → text, when Tesseract with Swedish is installed on the machine."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import pypdfium2

_SCALE = 300 / 72  # 300 dots an inch, what Tesseract is trained on
_SECONDS = 120


@lru_cache(maxsize=1)
def _languages(program: str) -> frozenset[str]:
    try:
        result = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset((result.stdout + result.stderr).split())


def is_available() -> bool:
    """Whether Tesseract and its Swedish model are installed."""
    program = shutil.which("tesseract")
    return program is not None and "swe" in _languages(program)


def page_text(page: pypdfium2.PdfPage) -> str:
    """The words of a page's picture, lines and columns kept; "" when Tesseract fails on it."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    width, height = page.get_size()
    scale = min(_SCALE, 6_000 / max(width, height, 1.0))  # a poster is not rendered at full size
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.pgm"
        picture.write_bytes(_greymap(page, scale))
        command = [program, str(picture), "-", "-l", "swe", "--psm", "4", "-c", "preserve_interword_spaces=1"]
        try:
            result = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.SubprocessError):
            return ""
    if result.returncode != 0:
        return ""
    return result.stdout.decode("utf-8", "replace").replace("\f", "").rstrip()


def _greymap(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The page as a binary PGM picture, which needs no library of pictures."""
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = bytes(bitmap.buffer)
    rows = (pixels[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
