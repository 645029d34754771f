from pathlib import Path

import pytest

from pipeline.errors import BadSetting
from pipeline.settings import Settings, load


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "paragraf.toml").write_text('store = "natt.db"\nbatch = 3\nsame = 0.95\n', encoding="utf-8")
    loaded = load(tmp_path, {"PARAGRAF_BATCH": "5", "PARAGRAF_MODELS": "elsewhere", "HOME": "x"})
    assert (loaded.store, loaded.batch, loaded.same) == (Path("natt.db"), 5, 0.95)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("bacth = 3", ["paragraf.toml", "bacth", "batch"]),
        ("batch = 0", ["paragraf.toml", "batch", "1 to 1000", "0"]),
        ('batch = "many"', ["batch", "whole number", "many"]),
        ("batch = 2.5", ["batch", "whole number"]),
        ("batch = true", ["batch", "whole number"]),
        ("same = 2", ["same", "0.5 to 1"]),
        ('store = ""', ["store", "path"]),
        ("model = 3", ["model", "name"]),
        ("batch = ", ["paragraf.toml", "cannot be read"]),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(tmp_path: Path, toml: str, told: list[str]) -> None:
    (tmp_path / "paragraf.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(BadSetting) as caught:
        load(tmp_path, {})
    assert all(word in str(caught.value) for word in told)
    assert "\n" not in str(caught.value)


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"PARAGRAF_WORKERS.*1 to 64.*'none'"):
        load(tmp_path, {"PARAGRAF_WORKERS": "none"})


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "paragraf.toml").write_bytes(b"\xef\xbb\xbfbatch = 2\n")
    assert load(tmp_path, {}).batch == 2
