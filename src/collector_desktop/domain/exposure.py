"""Exposure within the law: a village poster with counts and sums of its groups, never a name (PIPL art. 25)."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.group_totals import GroupTotal, group_totals
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals_publicity import NamesNotAllowed, TooFewForPoster
from collector_desktop.domain.value import Value


class LawArticle(Value):
    """One article as it stands, shortened to what the poster is about."""

    name: str
    text: str


LAW = (
    LawArticle(
        name="《电力供应与使用条例》第二十七条",
        text="用户应当按照国家批准的电价,并按照规定的期限、方式或者合同约定的办法,交付电费。",
    ),
    LawArticle(
        name="《电力供应与使用条例》第三十九条",
        text=(
            "逾期未交付电费的,供电企业可以从逾期之日起,每日按照电费总额的千分之一至千分之三加收违约金;"
            "自逾期之日起计算超过30日,经催交仍未交付电费的,供电企业可以按照国家规定的程序停止供电。"
        ),
    ),
    LawArticle(
        name="《个人信息保护法》第二十五条",
        text="个人信息处理者不得公开其处理的个人信息,取得个人单独同意的除外。",
    ),
)


_WHOLE = "全村"
"""The one cell of a village whose groups are all merged."""


class VillagePoster(Value):
    """What hangs in the village: overdue fees by group as of a day, penalty not included, and the law's text."""

    station: str
    hotline: str
    village: str
    on: date
    groups: tuple[GroupTotal, ...]
    households: int
    amount: Money
    law: tuple[LawArticle, ...] = LAW


def village_poster(
    station: str, village: str, on: date, owing: Iterable[tuple[str, Money]], policy: Policy
) -> VillagePoster:
    """The poster for the overdue households of a village, each given as its group and what it owes.

    Groups too small are merged until no cell points at a household. Raises TooFewForPoster if even all are too few.
    """
    rows = tuple(owing)
    smallest = policy.privacy.smallest_cell
    if len(rows) < smallest:
        raise TooFewForPoster(village=village, households=len(rows), smallest=smallest)
    groups = group_totals(rows, smallest)
    if len(groups) == 1:
        groups = (groups[0].model_copy(update={"label": _WHOLE}),)
    return VillagePoster(
        station=station,
        hotline=policy.hotline,
        village=village,
        on=on,
        groups=groups,
        households=len(rows),
        amount=Money.total(amount for _, amount in rows),
    )


def names_for_poster(village: str) -> None:
    """What asking for the names of debtors comes to. Raises NamesNotAllowed always (PIPL art. 25)."""
    raise NamesNotAllowed(village=village)
