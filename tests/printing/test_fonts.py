"""Which face draws what, and where lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.printing.fonts import BOLD, MISSING, RARE, REGULAR, Run, printable, runs, width, wrap
from collector_desktop.printing.pen import Pen
from collector_desktop.printing.pixels import pages

SIZE = 40.0


def ink(text: str) -> set[tuple[int, int]]:
    """The dark pixels of a text."""
    pen = Pen(80, 80, "ink")
    pen.text(10, 10, text, SIZE)
    page = pages(pen.pdf(), 72)[0]
    return {divmod(at, page.width) for at, value in enumerate(page.rgb[::3]) if value < 128}


def test_each_character_gets_the_first_face_that_has_it() -> None:
    assert list(runs("阎𠮷😀a")) == [Run(REGULAR, "阎"), Run(RARE, "𠮷"), Run(MISSING, "😀"), Run(REGULAR, "a")]
    assert list(runs("合计", bold=True)) == [Run(BOLD, "合计")]


@pytest.mark.parametrize("character", "㙟垚犇堃㼆𠮷")
def test_a_rare_character_of_a_name_is_drawn_as_itself(character: str) -> None:
    assert len(ink(character)) > 60
    assert ink(character) != ink("😀")
    assert ink(character) != ink("口")


def test_a_character_nobody_has_is_a_box_and_not_a_gap() -> None:
    assert len(ink("😀")) > 60
    assert ink("😀") == ink("🦄")
    assert ink("😀") != ink("口")


def test_controls_and_variation_selectors_leave_no_trace() -> None:
    assert printable("张\x00三\u200b\u202e\ufe0f葛\U000e0100") == "张三葛"
    assert printable("前柳村\r\n1组\u3000东") == "前柳村  1组 东"


def test_a_line_breaks_between_chinese_characters_but_not_in_a_number() -> None:
    assert wrap("户号4179677287", 6 * SIZE, SIZE) == ("户号", "4179677287")
    assert wrap("前柳村一组,东", 5 * SIZE, SIZE) == ("前柳村一", "组,东")
    assert wrap("", 100, SIZE) == ("",)


@given(st.text(max_size=60), st.floats(1, 400))
def test_wrapping_loses_nothing_but_spaces_and_fits(text: str, room: float) -> None:
    lines = wrap(text, room, SIZE)
    assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")
    assert all(width(line, SIZE) <= room or len(line) == 1 for line in lines)
