"""sv_core_news_sm is installed from its release page only when it is the pinned file."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.annotate import USUAL_BASE, install
from pipeline.errors import MissingModel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the same name that holds next to nothing."""
    path = tmp_path_factory.mktemp("release") / install.WHEEL
    info = f"{USUAL_BASE}-{install.VERSION}.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{USUAL_BASE}/__init__.py", "load = None\n")
        file.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {USUAL_BASE}\nVersion: {install.VERSION}\n"
        )
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def address(wheel: Path) -> Iterator[str]:
    """The folder of the wheel on a server of its own."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(wheel.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def test_the_pinned_file_is_installed(address: str, wheel: Path, tmp_path: Path) -> None:
    pinned = hashlib.sha256(wheel.read_bytes()).hexdigest()
    install.install(f"{address}/{wheel.name}", pinned, target=tmp_path / "site")
    assert (tmp_path / "site" / USUAL_BASE / "__init__.py").is_file()


def test_another_file_is_not(address: str, wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"not installed: its SHA-256 is [0-9a-f]{64}, not be4929"):
        install.install(f"{address}/{wheel.name}", target=tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_no_answer_is_one_line(address: str, tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"nowhere\.whl: cannot be fetched: "):
        install.install(f"{address}/nowhere.whl", target=tmp_path / "site")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\n", b"x" * (1 << 16)),
        (b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.0 200 OK\r\nX-Padding: ", b"x"),
        (b"", b""),
    ],
    ids=["without an end", "drips", "drips headers", "says nothing"],
)
def test_no_server_holds_it_beyond_the_limit(tmp_path: Path, first: bytes, again: bytes) -> None:
    class Slow(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(first)
            with suppress(OSError):
                for _ in range(100):
                    time.sleep(0.05)
                    self.wfile.write(again)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    start = time.monotonic()
    with pytest.raises(
        MissingModel, match=r"not all there after 0\.3 seconds|cannot be fetched: .*timed out"
    ):
        install.install(f"http://127.0.0.1:{server.server_address[1]}/a.whl", limit=0.3, target=tmp_path)
    assert time.monotonic() - start < 2
    server.shutdown()


def test_an_answer_that_is_no_http_is_one_line(tmp_path: Path) -> None:
    class Strange(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(b"hello\r\n\r\n")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(MissingModel, match=r"a\.whl: cannot be fetched: hello$"):
        install.install(f"http://127.0.0.1:{server.server_address[1]}/a.whl", limit=5, target=tmp_path)
    server.shutdown()


def test_the_quick_try_never_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if find_spec(USUAL_BASE):
        pytest.skip(f"{USUAL_BASE} is installed")
    monkeypatch.setattr(install, "URL", "http://127.0.0.1:9/nowhere.whl")
    assert install.main(["--quick"]) == 0
    assert capsys.readouterr() == ("", "")
    assert install.main([]) == 2
    assert "cannot be fetched" in capsys.readouterr().err


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version is installed."""
    if find_spec(USUAL_BASE):
        pytest.skip(f"{USUAL_BASE} is installed")
    info = tmp_path / f"{USUAL_BASE}-3.7.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {USUAL_BASE}\nVersion: 3.7.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(install, "URL", "http://127.0.0.1:9/nowhere.whl")


def test_another_version_is_told_by_the_quick_try_and_replaced_when_asked(
    older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install.installed() == "3.7.0"
    assert install.main(["--quick"]) == 0
    assert capsys.readouterr().err == "sv_core_news_sm 3.7.0 is installed and used; the pinned one is 3.8.0\n"
    assert install.main([]) == 2  # it is asked for, and does not come
    assert "cannot be fetched" in capsys.readouterr().err


def test_it_is_there_for_make() -> None:
    text = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    assert "sv_core_news_sm:" in text
    code = "import sys, pipeline.annotate.install; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
