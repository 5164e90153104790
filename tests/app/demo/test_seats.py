"""The demo's two seats: the same villages tell the same story however the ids of their acts fall."""

import json
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from ui_seats import DAY

from collector_desktop.app.demo.seats import make_demo
from collector_desktop.domain.acts import base
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.tables.facts import FactRow

FEW = 60
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")
"""An act, and the hash of a paper on which one is written."""


def story(ledger: Ledger) -> list[tuple[str, str]]:
    """Every fact with its moment, without the ids, in no order."""
    with ledger.reading() as conn:
        found = conn.execute(select(FactRow.kind, FactRow.content)).all()
    return sorted(
        (kind, _ID.sub("", content if isinstance(content, str) else json.dumps(content))) for kind, content in found
    )


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, int, int], tuple[list[tuple[str, str]], ...]]:
    """What both seats know of a demo whose acts have rising or falling ids."""

    def tell(name: str, first: int, step: int) -> tuple[list[tuple[str, str]], ...]:
        ids = count(first, step)
        monkeypatch.setattr(base, "uuid4", lambda: UUID(int=next(ids)))
        seats = make_demo(tmp_path / name, DAY, households=FEW)
        stories = story(seats.laptop), story(seats.station)
        seats.close()
        return stories

    return tell


def test_one_seed_tells_one_story_in_whatever_order_its_acts_have_their_ids(
    told: Callable[[str, int, int], tuple[list[tuple[str, str]], ...]],
) -> None:
    assert told("rising", 1, 1) == told("falling", 10**9, -1)
