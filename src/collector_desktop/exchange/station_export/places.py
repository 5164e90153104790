"""Village and group out of addresses and route books: "前柳村1组大槐树东" is 前柳村, 1组, near 大槐树东."""

import re
from typing import NamedTuple

_SECTION = re.compile(r"(\d*)\s*[-—_]?\s*(.*)")
_NUMERAL = r"[0-9０-９一二三四五六七八九十]"
_GROUP = rf"第?{_NUMERAL}{{1,3}}(?:村民)?(?:小组|组|队|社)"
_ABOVE_VILLAGE = re.compile(
    r"^(?:\S*?(?:省|市|自治区))?(?:\S{1,8}?[县区市])?\S{1,6}?(?:镇|乡|街道办事处|街道)"
    r"(?=[^村庄组]\S*?(?:村|庄|组|社区))"
)
_VILLAGE_WITH_GROUP = re.compile(rf"(?P<village>\S{{1,12}}?)(?P<group>{_GROUP})\s*(?P<hint>.*)")
_VILLAGE_ALONE = re.compile(r"(?P<village>\S{1,8}?(?:行政村|社区|村委会|村))(?!口)\s*(?P<hint>.*)")


class Place(NamedTuple):
    """Where a door is; a part the texts don't tell is empty."""

    village: str
    group: str
    hint: str


def section_parts(text: str) -> tuple[str, str]:
    """A route book's (抄表段) code and name: "03050101前柳村1组" is 03050101 and 前柳村1组."""
    found = _SECTION.fullmatch(text)
    return (found[1], found[2]) if found else ("", text)


def place_of(address: str, section_name: str) -> Place:
    """The place an address tells; what it leaves out is taken from the route book's name."""
    section = _parsed(section_name)
    short = section.village.removesuffix("村")
    if short and section.village != short and address.startswith(short) and not address.startswith(section.village):
        address = section.village + address.removeprefix(short)
    own = _parsed(address)
    if own.village:
        group = own.group or (section.group if own.village == section.village else "")
        return Place(own.village, group, own.hint)
    if section.village:
        told = re.match(_GROUP, address)
        rest = address[told.end() :] if told else address
        return Place(section.village, told[0] if told else section.group, rest.strip())
    return Place("", "", address)


def _parsed(text: str) -> Place:
    near = _ABOVE_VILLAGE.sub("", text)
    found = _VILLAGE_WITH_GROUP.fullmatch(near)
    if found is not None:
        return Place(_village(found["village"]), found["group"], found["hint"].strip())
    found = _VILLAGE_ALONE.fullmatch(near)
    if found is not None:
        return Place(_village(found["village"]), "", found["hint"].strip())
    return Place("", "", text)


def _village(name: str) -> str:
    return name.removesuffix("委会").removesuffix("行政村") + ("村" if name.endswith("行政村") else "")
