import io
from pathlib import Path

import pytest
from cogapp import Cog

PROJECT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", sorted((PROJECT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_what_is_written_by_the_command_is_up_to_date(page: Path) -> None:
    cog = Cog()
    cog.options.include_path = [str(PROJECT)]
    out = io.StringIO()
    cog.process_file(str(page), out)
    assert out.getvalue() == page.read_text(encoding="utf-8"), f"{page.name} is behind: make docs"
