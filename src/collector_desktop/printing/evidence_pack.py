"""The evidence pack: cover, contents, every item in one PDF with running page numbers and each item's SHA-256."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.court_claim import ItemHash
from collector_desktop.domain.evidence import Evidence
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper, mm
from collector_desktop.printing.pen import Pen
from collector_desktop.printing.pixels import PDFIUM

if TYPE_CHECKING:
    import pypdfium2

PACK_TITLE = "证据材料"
_TITLE, _LARGE, _BODY, _SMALL, _HASH = 26.0, 13.0, 11.0, 9.0, 8.0
_CONTENTS = (Column(2), Column(13), Column(4), Column(3, "right"))
_CONTENTS_HASH = (Column(2), Column(20))
_LABEL = 84.0
_BAND = mm(13)
"""Kept clear at top and bottom for the item's title and the page number."""
_SIDE = mm(8)


@dataclass(frozen=True)
class PackItem:
    """One item as it is put in: the very bytes its hash is of."""

    title: str
    on: date
    content: bytes
    media: MediaType
    proves: str = ""

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class EvidencePack:
    """The finished pack."""

    pdf: bytes
    pages: int
    items: tuple[ItemHash, ...]

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass
class _Leaf:
    """One page of the pack: what stands above it, and the page of another PDF or the picture on it."""

    head: str
    of: "pypdfium2.PdfDocument | None" = None
    page: int = 0
    picture: bytes | None = None
    said: str = ""


@dataclass
class _Opened:
    """The items as pages; the documents stay open until the pack is written."""

    leaves: list[list[_Leaf]] = field(default_factory=list)
    documents: "list[pypdfium2.PdfDocument]" = field(default_factory=list)


def evidence_pack(evidence: Evidence, court: str, items: Sequence[PackItem]) -> EvidencePack:
    """One PDF on A4 of everything that proves the claim; the originals lie in it as attachments, byte for byte."""
    import pypdfium2  # binds a large library: at the first pack, not at every start

    with PDFIUM:
        opened = _Opened()
        try:
            for number, item in enumerate(items, start=1):
                opened.leaves.append(_leaves(opened, number, item))
            front_pages = _pages_of(opened, _front(evidence, court, items, [1] * len(items), 1))
            firsts = _firsts(front_pages, opened)
            whole = front_pages + sum(map(len, opened.leaves))
            front = pypdfium2.PdfDocument(_front(evidence, court, items, firsts, whole))
            opened.documents.append(front)
            leaves = [_Leaf("", front, page) for page in range(len(front))]
            leaves += [leaf for own in opened.leaves for leaf in own]
            pdf = _bound(evidence, leaves, items)
        finally:
            for document in opened.documents:
                document.close()
    named = tuple(
        ItemHash(title=item.title, first_page=first, pages=len(own), sha256=item.sha256)
        for item, first, own in zip(items, firsts, opened.leaves, strict=True)
    )
    return EvidencePack(pdf=pdf, pages=whole, items=named)


def _leaves(opened: _Opened, number: int, item: PackItem) -> list[_Leaf]:
    """The pages of one item; a file that can't be shown gets a page that says where it is."""
    import pypdfium2

    head = f"证据 {number}  {item.title}"
    if item.media is not MediaType.PDF:
        return [_Leaf(head, picture=item.content)]
    try:
        document = pypdfium2.PdfDocument(item.content)
        opened.documents.append(document)
        if len(document):
            return [_Leaf(head, document, page) for page in range(len(document))]
    except pypdfium2.PdfiumError:
        pass
    return [_Leaf(head, said=_UNSHOWN)]


_UNSHOWN = "这件证据不能直接显示在纸上。原件完整附在本 PDF 的附件中,可按目录中的 SHA-256 核对。"


def _pages_of(opened: _Opened, pdf: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    opened.documents.append(document)
    return len(document)


def _firsts(front: int, opened: _Opened) -> list[int]:
    firsts, page = [], front + 1
    for own in opened.leaves:
        firsts.append(page)
        page += len(own)
    return firsts


def _front(evidence: Evidence, court: str, items: Sequence[PackItem], firsts: Sequence[int], whole: int) -> bytes:
    """Cover and contents; page numbers take the same room whatever they are."""
    blocks = (*_cover(evidence, court, len(items), whole), *_contents(items, firsts))
    overleaf = (Text("证据目录  续页", _SMALL), *_contents_head())
    return sheets(Paper.A4, PACK_TITLE, blocks, overleaf=overleaf, numbered=False)


def _cover(evidence: Evidence, court: str, number: int, whole: int) -> Iterator[Block]:
    party, issuer = evidence.party, evidence.issuer
    yield Gap(20)
    yield Text(PACK_TITLE, _TITLE, bold=True, align="centre")
    if issuer.demo:
        yield Text("演示数据", _BODY, bold=True, align="centre")
    yield Gap(16)
    pairs = (
        ("提交法院", court or "—"),
        ("提交人", issuer.station_name),
        ("相对人", f"{party.name}(用电户号 {party.account})"),
        ("住址", party.address),
        ("电话", "、".join(evidence.phones) or "—"),
        ("所欠金额", f"¥{evidence.total.grouped()}(截至 {evidence.on.isoformat()},含违约金)"),
        ("大写", f"人民币{amount_in_words(evidence.total)}"),
        ("制作日期", evidence.on.isoformat()),
        ("件数、页数", f"证据 {number} 件,共 {whole} 页"),
    )
    yield Rule(weight=0.9)
    for label, value in pairs:
        yield Pair(label, value, _BODY, label_width=_LABEL)
    yield Rule(weight=0.9)
    yield Gap(6)
    yield Text(
        "每件证据的原始文件附在本 PDF 的附件中;目录列出它的 SHA-256 校验值,任何人都可以核对。"
        "本册含个人信息,仅供法院和当事人使用,不得外传。",
        _SMALL,
    )
    yield Gap(18)


def _contents_head() -> tuple[Block, ...]:
    heads = ("序号", "证据名称、证明事项", "日期", "页码")
    return (Row(_CONTENTS, heads, _SMALL, bold=True, air=0), Rule(weight=0.4))


def _contents(items: Sequence[PackItem], firsts: Sequence[int]) -> Iterator[Block]:
    yield Text("证据目录", _LARGE, bold=True)
    yield Gap(4)
    yield from _contents_head()
    for number, (item, first) in enumerate(zip(items, firsts, strict=True), start=1):
        yield _Line(number, item, first)
    yield Rule(weight=0.9)


@dataclass(frozen=True)
class _Line:
    """One item of the contents, never parted: its row, what it proves, its hash."""

    number: int
    item: PackItem
    first: int

    def _blocks(self) -> tuple[Block, ...]:
        item = self.item
        row = Row(_CONTENTS, (str(self.number), item.title, item.on.isoformat(), str(self.first)), _BODY)
        proves = (Row(_CONTENTS, ("", f"证明:{item.proves}", "", ""), _SMALL, air=0),) if item.proves else ()
        return (row, *proves, Row(_CONTENTS_HASH, ("", f"SHA-256 {item.sha256}"), _HASH, air=0), Gap(5))

    def height(self, width: float) -> float:
        """All of it."""
        return sum(block.height(width) for block in self._blocks())

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """From the row down."""
        for block in self._blocks():
            block.draw(pen, left, top, width)
            top += block.height(width)


def _bound(evidence: Evidence, leaves: Sequence[_Leaf], items: Sequence[PackItem]) -> bytes:
    """Every page in its frame, numbered; the originals attached."""
    import pypdfium2

    frames = pypdfium2.PdfDocument(_frames(evidence, leaves))
    pack = pypdfium2.PdfDocument.new()
    try:
        for at, leaf in enumerate(leaves):
            page = pack.new_page(Paper.A4.width, Paper.A4.height)
            page.insert_obj(frames.page_as_xobject(at, pack).as_pageobject())
            if leaf.of is not None:
                page.insert_obj(_placed(pack, leaf.of, leaf.page))
            page.gen_content()
            page.close()
        for number, item in enumerate(items, start=1):
            attached = pack.new_attachment(f"{number:02d} {item.title}.{item.media.extension}")
            attached.set_data(item.content)
        out = BytesIO()
        pack.save(out)
        return out.getvalue()
    finally:
        pack.close()
        frames.close()


def _frames(evidence: Evidence, leaves: Sequence[_Leaf]) -> bytes:
    """The pages with head and foot and the pictures; pages of other PDFs are placed into them afterwards."""
    party, paper = evidence.party, Paper.A4
    pen = Pen(paper.width, paper.height, f"{PACK_TITLE} {party.account}")
    room = paper.width - 2 * _SIDE
    foot = f"{evidence.issuer.station_name}  户号 {party.account}"
    for at, leaf in enumerate(leaves):
        if at:
            pen.next_page()
        if evidence.issuer.demo:
            pen.stamp(DEMO.mark, 96.0, faint=True)
        if leaf.head:
            pen.text(_SIDE, mm(5), leaf.head, _SMALL, bold=True)
            pen.line(_SIDE, paper.width - _SIDE, mm(10.5), weight=0.4)
        if leaf.said or (leaf.picture is not None and not _drawn(pen, leaf.picture, room)):
            Text(leaf.said or _UNSHOWN, _BODY).draw(pen, _SIDE, _BAND + mm(8), room)
        bottom = paper.height - mm(9)
        pen.text(_SIDE, bottom, foot, _SMALL)
        pen.text(paper.width - _SIDE, bottom, f"第 {at + 1} 页,共 {len(leaves)} 页", _SMALL, align="right")
    return pen.pdf()


def _drawn(pen: Pen, picture: bytes, room: float) -> bool:
    """Whether a picture could be drawn; a broken one still lies in the pack as it is."""
    try:
        pen.picture(_SIDE, _BAND, room, Paper.A4.height - 2 * _BAND, picture)
    except OSError:
        return False
    return True


def _placed(pack: "pypdfium2.PdfDocument", document: "pypdfium2.PdfDocument", number: int) -> "pypdfium2.PdfObject":
    """Another PDF's page, as large as its frame allows, in the middle."""
    import pypdfium2

    width, height = document.get_page_size(number)
    room, tall = Paper.A4.width - 2 * _SIDE, Paper.A4.height - 2 * _BAND
    scale = min(room / width, tall / height, 1.0)
    left, bottom = (Paper.A4.width - width * scale) / 2, Paper.A4.height - _BAND - height * scale
    placed = document.page_as_xobject(number, pack).as_pageobject()
    placed.set_matrix(pypdfium2.PdfMatrix(scale, 0, 0, scale, left, bottom))
    return placed
