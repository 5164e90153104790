"""The receipt, read back from its own PDF."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.printing.paper import RECEIPT_PAPERS, Paper
from collector_desktop.printing.pixels import pages
from collector_desktop.printing.receipt import receipt_pdf

CODE = "R1:41070305-01-000123:" + "aB3-_" * 22
ON_EVERY_PAPER = pytest.mark.parametrize("paper", [*RECEIPT_PAPERS, Paper.A4])
ON_EVERY_SHEET = pytest.mark.parametrize("paper", [Paper.A5, Paper.FORM241, Paper.A4])


def joined(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@ON_EVERY_PAPER
def test_every_field_is_on_every_paper(paper, make_receipt, text_of) -> None:
    receipt = make_receipt(prepayment=Money(5000))
    text = joined(text_of(receipt_pdf(receipt, paper, code=CODE)))
    for field in (
        *("收费凭证(收据)", "非发票,可凭此到供电所换开发票", receipt.number, "柳泉供电所", "农电工甲(工号A07)"),
        *("4179677287", "阎超", "前柳村1组大槐树东", "3381027745", "2026年7月", "2026年8月", "5,310", "5,359"),
        *("49", "27.44", "2.69", "98天", "69天", "预存电费", "50.00", "¥110.26", "人民币壹佰壹拾元零贰角陆分"),
        *("121.49", "11.23", "1.50", "51.50", "12.01", "2026-11-2318:42", "95598", "客户签字"),
    ):
        assert field in text, field


@ON_EVERY_PAPER
def test_what_did_not_happen_is_not_mentioned(paper, make_receipt, text_of) -> None:
    text = joined(text_of(receipt_pdf(make_receipt(penalty="0"), paper, code=CODE)))
    for absent in ("逾期9", "98天", "预存", "补打", "作废", "演示", "流水号", "第1页"):
        assert absent not in text, absent
    assert paper.is_roll is ("违约金" not in text)


@ON_EVERY_PAPER
def test_anything_but_cash_names_its_reference(paper, make_receipt, text_of) -> None:
    receipt = make_receipt(method=PaymentMethod.WECHAT, reference="4200002345202611238912345678")
    text = joined(text_of(receipt_pdf(receipt, paper, code=CODE)))
    assert "微信支付" in text
    assert "4200002345202611238912345678" in text
    assert "找零" not in text


@ON_EVERY_PAPER
def test_reprint_void_and_demo_are_marked(paper, make_receipt, text_of) -> None:
    pdf = receipt_pdf(make_receipt(demo=True), paper, code=CODE, copy_number=3, void_reason="金额录错")
    text = joined(text_of(pdf))
    for mark in ("补打第3次", "作废:金额录错", "演示数据,不作凭证"):
        assert mark in text, mark
    assert text.count("作废") >= 2


def test_a_void_receipt_is_marked_in_red_and_any_other_is_black(make_receipt) -> None:
    def red_pixels(pdf: bytes) -> int:
        rgb = pages(pdf, 100)[0].rgb
        return sum(red > 120 > green + 40 for red, green in zip(rgb[0::3], rgb[1::3], strict=True))

    receipt = make_receipt()
    assert red_pixels(receipt_pdf(receipt, Paper.ROLL80, code=CODE)) == 0
    assert red_pixels(receipt_pdf(receipt, Paper.ROLL80, code=CODE, void_reason="")) > 200


def test_amounts_end_at_one_edge(make_receipt, tmp_path: Path) -> None:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(receipt_pdf(make_receipt(), Paper.ROLL80, code=CODE))
    words = subprocess.run(
        [_program("pdftotext"), "-bbox", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    edges = {
        round(float(line.split('xMax="')[1].split('"')[0]), 1)
        for line in words.splitlines()
        if any(f">{amount}<" in line for amount in ("27.44", "2.69", "11.23", "12.01", "¥60.26"))
    }
    assert edges == {round(Paper.ROLL80.width - Paper.ROLL80.side, 1)}


@ON_EVERY_SHEET
def test_many_bills_go_on_overleaf_with_number_head_and_every_month(paper, make_receipt, text_of) -> None:
    receipt = make_receipt(months=70)
    texts = text_of(receipt_pdf(receipt, paper, code=CODE))
    assert len(texts) > 1
    for at, text in enumerate(texts, start=1):
        assert f"第{at}页,共{len(texts)}页" in joined([text])
        assert receipt.number in text
        assert "电费年月" in text
    for line in receipt.lines:
        assert line.month.label in joined(texts)
    assert "合计" in texts[-1]
    assert not any("合计" in text for text in texts[:-1])


@ON_EVERY_SHEET
def test_three_bills_need_one_sheet(paper, make_receipt, text_of) -> None:
    assert len(text_of(receipt_pdf(make_receipt(months=3), paper, code=CODE, copy_number=1))) == 1
    assert len(text_of(receipt_pdf(make_receipt(months=3, prepayment=Money(5000)), paper, code=CODE))) == 1


@ON_EVERY_SHEET
@pytest.mark.parametrize("months", range(4, 34))
def test_a_total_never_stands_on_a_page_without_a_bill(paper, months, make_receipt, text_of) -> None:
    receipt = make_receipt(months=months)
    assert receipt.lines[-1].month.label in joined(text_of(receipt_pdf(receipt, paper, code=CODE))[-1:])


@ON_EVERY_SHEET
def test_every_page_says_that_it_is_a_reprint_of_a_void_receipt(paper, make_receipt, text_of) -> None:
    texts = text_of(receipt_pdf(make_receipt(months=70), paper, code=CODE, copy_number=2, void_reason="金额录错"))
    assert len(texts) > 1
    for text in texts:
        assert "作废:金额录错" in joined([text])
        assert "补打第2次" in joined([text])


@pytest.mark.parametrize("paper", [Paper.ROLL80, Paper.ROLL58])
def test_a_roll_grows_with_its_bills_on_one_page(paper, make_receipt) -> None:
    short, long = (pages(receipt_pdf(make_receipt(months=n), paper, code=CODE), 203) for n in (1, 30))
    assert len(short) == len(long) == 1
    assert long[0].height > 2 * short[0].height
    assert long[0].width == short[0].width


@ON_EVERY_PAPER
def test_the_code_is_read_back_at_the_resolution_of_a_thermal_head(paper, make_receipt, tmp_path: Path) -> None:
    page = pages(receipt_pdf(make_receipt(), paper, code=CODE), 203)[-1]
    path = tmp_path / "receipt.ppm"
    path.write_bytes(b"P6 %d %d 255\n" % (page.width, page.height) + page.rgb)
    found = subprocess.run(
        [_program("zbarimg"), "--quiet", "--raw", str(path)], capture_output=True, check=True, encoding="utf-8"
    )
    assert found.stdout.strip() == CODE


NAMES = st.text(st.characters(exclude_categories=()), max_size=80) | st.sampled_from(
    [
        "<b>x",
        '<img src="/etc/hostname"/>',
        "\ud800",
        "a\x00b\n\tc",
        "مرحبا",
        "👨‍👩‍👧",
        "葛\U000e0100",
        "(\\)",
        "王" * 900,
    ]
)


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=60), address=st.text(max_size=80), paper=st.sampled_from([*RECEIPT_PAPERS, Paper.A4]))
def test_nothing_is_drawn_beyond_the_margins(make_receipt, boxes_of, name, address, paper) -> None:
    receipt = make_receipt(months=3, prepayment=Money(98765432), reference="4200002345202611238912345678" * 2)
    receipt = receipt.model_copy(
        update={"account_name": name, "address": address, "method": PaymentMethod.WECHAT, "open_after": Money(10**9)}
    )
    for height, boxes in boxes_of(receipt_pdf(receipt, paper, code=CODE, copy_number=12)):
        for left, bottom, right, top in boxes:
            assert paper.side - 1 <= left <= right <= paper.width - paper.side + 1
            assert 0 <= bottom <= top <= height


@ON_EVERY_PAPER
def test_a_preview_before_any_amount_is_a_paper_too(paper, make_receipt, text_of) -> None:
    (text,) = text_of(receipt_pdf(make_receipt(months=0), paper, code=CODE))
    assert "人民币零元整" in joined([text])


@ON_EVERY_PAPER
def test_thousands_are_set_apart_as_on_the_screen(paper, make_receipt, text_of) -> None:
    text = joined(text_of(receipt_pdf(make_receipt(penalty="0", prepayment=Money(123456789)), paper, code=CODE)))
    for amount in ("1,234,567.89", "¥1,234,622.77", "1,234,634.00", "1,234,569.39"):
        assert amount in text, amount


@settings(max_examples=60, deadline=None)
@given(name=NAMES, address=NAMES, reason=NAMES, paper=st.sampled_from([*RECEIPT_PAPERS, Paper.A4]))
def test_no_text_can_stop_a_receipt(make_receipt, name, address, reason, paper) -> None:
    receipt = make_receipt().model_copy(update={"account_name": name, "address": address})
    assert pages(receipt_pdf(receipt, paper, code=CODE, void_reason=reason), 36)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found
