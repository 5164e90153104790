"""How what one seat wrote down reaches the other: each window says it as it is there."""

from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.ui.words import tr


def fact_travels(seat: Seat) -> str:
    """What was noted is known at the other seat with the next package."""
    if seat.kind is SeatKind.STATION:
        return tr("随下一个线路包带给收费员。")
    return tr("晚上随日包交所,所里也能看到。")


def request_travels(seat: Seat) -> str:
    """Where a request is decided, and how the answer comes back."""
    if seat.kind is SeatKind.STATION:
        return tr("在「审批」里决定;结果随线路包带给收费员。")
    return tr("由供电所决定;晚上随日包交所,答复随线路包回来。")
