"""Makes the files of this folder from the two npm packages they come from.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @fontsource/lxgw-wenkai@5.3.0
    python resources/fonts/make.py expo-google-fonts-noto-sans-sc-0.4.3.tgz fontsource-lxgw-wenkai-5.3.0.tgz

Noto Sans SC is cut to what names, screens and papers need: GBK, CJK Extension A and a few signs. Of LXGW WenKai only
what is then still missing is kept: the rare characters of names (𠮷 and others beyond the basic plane) and two signs.
Needs fonttools and brotli; run by whoever replaces the fonts.
"""

import hashlib
import io
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
NOTO = {
    "NotoSansSC-Regular.ttf": (
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    "NotoSansSC-Bold.ttf": (
        "package/700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    ),
}
WENKAI = (
    "package/files/lxgw-wenkai-latin-500-normal.woff2",
    "013fa90e3e7c3b30aeb0a5311ef92d9aee0d3def5817bc27c357198796d34306",
)
SIGNS = "¥￥·・•…—–‰×÷√✓✗✕≈≤≥≒←↑→↓↵⏎□■△▲○●◇★☆①②③④⑤⑥⑦⑧⑨⑩"


def main() -> None:
    """Write the three fonts and their licences beside this file."""
    noto, wenkai = map(Path, sys.argv[1:])
    for target, (name, sha256) in NOTO.items():
        cut(opened(member(noto, name, sha256)), wanted_of_noto(), HERE / target, features=["*"])
    covered = set(TTFont(HERE / "NotoSansSC-Regular.ttf").getBestCmap())
    rare = opened(member(wenkai, *WENKAI))
    missing = {point for point in set(rare.getBestCmap()) - covered if is_ideograph(point) or chr(point) in SIGNS}
    cut(rare, missing, HERE / "LXGWWenKai-Rare.ttf", features=[])
    (HERE / "OFL-NotoSansSC.txt").write_bytes(member(noto, "package/LICENSE_FONT"))
    (HERE / "OFL-LXGWWenKai.txt").write_bytes(member(wenkai, "package/LICENSE"))


def member(package: Path, name: str, sha256: str | None = None) -> bytes:
    """One file of an npm package. Raises SystemExit if it isn't the file this folder was made from."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(name)
        content = file.read() if file else b""
    if sha256 and hashlib.sha256(content).hexdigest() != sha256:
        raise SystemExit(f"{package}: {name} is not the expected file")
    return content


def opened(data: bytes) -> TTFont:
    """A font that keeps its date, so that the same input makes the same bytes."""
    return TTFont(io.BytesIO(data), recalcTimestamp=False)


def wanted_of_noto() -> set[int]:
    """Latin-1, everything GBK can write, Extension A, the late additions to the basic block, and the signs."""
    gbk = {point for point in range(0x10000) if chr(point).encode("gbk", "ignore")}
    return gbk | {*range(0x20, 0x100), *range(0x3400, 0x4DC0), *range(0x9FA6, 0xA000)} | set(map(ord, SIGNS))


def is_ideograph(point: int) -> bool:
    """A Chinese character, radical or compatibility form."""
    return 0x2E80 <= point < 0xA000 or 0xF900 <= point < 0xFB00 or point >= 0x20000


def cut(font: TTFont, points: set[int], target: Path, features: list[str]) -> None:
    """Write `font` reduced to `points` and to some of its layout features, as plain TrueType."""
    options = subset.Options(layout_features=features, name_IDs=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["FFTM", "feat", "morx", "bsln", "prop"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    font.flavor = None
    subset.save_font(font, target, options)


if __name__ == "__main__":
    main()
