"""Praise on paper, read back."""

from datetime import date

import pypdfium2
import pytest

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.praise import Praised, PraiseList
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.praise import Certificate, certificate_pdf, red_list_pdf

DAY = date(2026, 11, 23)
MONTH = BillingMonth(2026, 10)
ON_BOTH = pytest.mark.parametrize("paper", [Paper.A3, Paper.A4])


def praise(named: int, counted: int) -> PraiseList:
    names = tuple(Praised(account=AccountNumber(f"41{at:08d}"), name=f"阎{at}超") for at in range(named))
    return PraiseList(village="前柳村", month=MONTH, named=names, counted=counted)


def red_list(paper, named: int, counted: int = 0, *, red: bool = True) -> bytes:
    return red_list_pdf(praise(named, counted), paper, "柳泉供电所", DAY, red=red, demo=False)


@ON_BOTH
def test_the_list_names_who_agreed_and_counts_the_others(paper, text_of) -> None:
    (text,) = text_of(red_list(paper, 7, 31))
    assert all(f"阎{at}超" in text for at in range(7))
    assert "另有 31 户按时交清" in text
    assert "41000000" not in text


@ON_BOTH
def test_a_long_list_goes_on_under_the_same_head_and_loses_nobody(paper, text_of) -> None:
    texts = text_of(red_list(paper, 300))
    assert len(texts) > 1
    assert all("光 荣 榜" in text and "前柳村 2026年10月" in text for text in texts)
    assert all(f"阎{at}超" in "".join(texts) for at in range(300))


def test_where_nobody_agreed_there_is_a_count_alone(text_of) -> None:
    assert "共有 12 户按时交清" in "".join(text_of(red_list(Paper.A4, 0, 12)))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A3, (842, 1191)), (Paper.A4, (595, 842))])
def test_the_paper_is_the_one_asked_for(paper, size) -> None:
    document = pypdfium2.PdfDocument(red_list(paper, 3))
    try:
        assert tuple(map(round, document[0].get_size())) == size
    finally:
        document.close()


def reds(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=0.5).to_pil().convert("RGB")
    finally:
        document.close()
    data = image.tobytes()
    return sum(
        red > 150 > 100 > max(green, blue) for red, green, blue in zip(data[::3], data[1::3], data[2::3], strict=True)
    )


def test_red_is_the_printer_s_or_the_paper_s() -> None:
    assert reds(red_list(Paper.A4, 3)) > 500
    assert reds(red_list(Paper.A4, 3, red=False)) == 0


def test_a_certificate_is_one_sheet_across_for_one_household(text_of, boxes_of) -> None:
    made = Certificate(name="欧阳超", village="前柳村", month=MONTH, station="柳泉供电所", on=DAY)
    pdf = certificate_pdf(made)
    (text,) = text_of(pdf)
    assert all(part in text for part in ("荣 誉 证 书", "欧阳超", "2026年10月", "柳泉供电所", "2026年11月23日"))
    ((_, boxes),) = boxes_of(pdf)
    assert all(
        Paper.A4_WIDE.side - 1 <= left <= right <= Paper.A4_WIDE.width - Paper.A4_WIDE.side + 1
        for left, _, right, _ in boxes
    )
    assert "演示" in text_of(certificate_pdf(made.model_copy(update={"demo": True})))[0]
