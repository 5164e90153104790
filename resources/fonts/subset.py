"""Cuts the two weights of Noto Sans SC down to what names, screens and papers need.

    python resources/fonts/subset.py FOLDER_OF_THE_NPM_PACKAGE

Needs fonttools; run once by whoever replaces the fonts.
"""

import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
SIGNS = "¥￥·・•…—–‰×÷√✓✗✕≈≤≥←↑→↓↵⏎□■△▲○●◇★☆①②③④⑤⑥⑦⑧⑨⑩"


def wanted() -> set[int]:
    """ASCII, Latin-1, everything GBK can write, Extension A, full-width forms, and the signs above."""
    gbk = {point for point in range(0x10000) if _in_gbk(chr(point))}
    return gbk | set(range(0x20, 0x100)) | set(range(0x3400, 0x4DC0)) | set(range(0x9FA6, 0xA000)) | set(map(ord, SIGNS))


def _in_gbk(letter: str) -> bool:
    try:
        letter.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Write both weights beside this file."""
    package = Path(sys.argv[1])
    for weight in ("400Regular", "700Bold"):
        options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
        font = subset.load_font(package / weight / f"NotoSansSC_{weight}.ttf", options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted())
        cutter.subset(font)
        subset.save_font(font, HERE / f"NotoSansSC-{weight[3:]}.ttf", options)


if __name__ == "__main__":
    main()
