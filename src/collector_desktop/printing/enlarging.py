"""What hangs on a wall or lies in a hand is as large as its one sheet allows."""

from collections.abc import Callable, Sequence

from collector_desktop.printing.blocks import Block
from collector_desktop.printing.paper import Paper

_STEPS = 20


def largest_on_one_sheet(
    paper: Paper, blocks_at: Callable[[float], Sequence[Block]], most: float, least: float = 1.0
) -> Sequence[Block]:
    """The blocks at the largest scale between `least` and `most` that stays on one sheet; at `least` if none does."""
    room, height = paper.width - 2 * paper.side, paper.height - 2 * paper.edge
    for step in range(_STEPS, 0, -1):
        blocks = blocks_at(least + (most - least) * step / _STEPS)
        if sum(block.height(room) for block in blocks) <= height:
            return blocks
    return blocks_at(least)
