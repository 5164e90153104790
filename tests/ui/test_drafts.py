import os
from pathlib import Path

import pytest

from collector_desktop.ui.drafts import Drafts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "drafts.json"


def test_what_was_typed_is_there_after_the_program_ended(file: Path) -> None:
    Drafts(file).put("card/41", '50 元,"整"\n𬭎')
    assert Drafts(file).get("card/41") == '50 元,"整"\n𬭎'


def test_an_empty_draft_is_forgotten_and_others_stay(file: Path) -> None:
    drafts = Drafts(file)
    drafts.put("one", "1")
    drafts.put("two", "2")
    drafts.put("one", "")
    assert (Drafts(file).get("one"), Drafts(file).get("two")) == ("", "2")


def test_nothing_is_written_while_nothing_changes(file: Path) -> None:
    drafts = Drafts(file)
    drafts.put("one", "")
    assert not file.exists()
    drafts.put("one", "1")
    file.unlink()
    drafts.put("one", "1")
    assert not file.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe\x00", b'{"one": {"amount": 5}}'])
def test_a_damaged_file_loses_drafts_and_nothing_else(file: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    drafts = Drafts(file)
    drafts.put("two", "2")
    assert Drafts(file).get("two") == "2"


@pytest.mark.skipif(os.name == "nt", reason="permissions of files are others there")
def test_only_their_owner_can_read_drafts(file: Path) -> None:
    Drafts(file).put("one", "1")
    assert file.stat().st_mode & 0o077 == 0
