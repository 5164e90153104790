import csv
import io
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.exchange.station_export.account_numbers import digits_of
from collector_desktop.exchange.station_export.cells import Bad, fen, month, plain
from collector_desktop.exchange.station_export.cleaning import clean, phones_of, without_id_numbers
from collector_desktop.exchange.station_export.columns import column_sets
from collector_desktop.exchange.station_export.problems import Problems
from collector_desktop.exchange.station_export.sheets import Sheet
from collector_desktop.exchange.station_export.sniffing import decoded
from collector_desktop.exchange.station_export.tables import table_in

FEN = st.integers(-(10**11), 10**11)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@given(FEN)
def test_an_amount_is_the_same_however_it_is_written(amount):
    money = Money(amount)
    for cell in (str(money), money.grouped(), str(money).translate(WIDE), f" {money}元 ", float(str(money))):
        assert fen(cell) == amount


@given(FEN, st.integers(1, 9))
def test_a_third_decimal_is_never_rounded_away(amount, digit):
    assert isinstance(fen(f"{Money(amount)}{digit}"), Bad)


@given(st.lists(FEN.filter(lambda amount: abs(amount) < 10**7), min_size=1, max_size=20))
def test_binary_dust_of_a_sum_made_in_excel_does_no_harm(amounts):
    assert fen(sum(amount / 100 for amount in amounts)) == sum(amounts)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_no_cell_breaks_a_parser(cell):
    for parse in (fen, month, digits_of, plain):
        parse(cell)


@given(st.from_regex(r"\A[0-9]{1,16}\Z"))
def test_account_digits_survive_every_dress(digits):
    for cell in (digits, digits.translate(WIDE), f"\t{digits} ", f"'{digits}", f'="{digits}"'):
        assert digits_of(cell) == digits
    if int(digits) < 10**15:
        assert digits_of(float(digits)) == str(int(digits))


@given(st.text(alphabet=st.characters(codec="gb18030"), min_size=1).map(lambda text: "户" + text))
def test_whatever_is_written_in_utf8_or_with_a_bom_is_read_back(text):
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decoded(text.encode(encoding)).text == text.removeprefix("\ufeff")


@given(
    st.lists(st.sampled_from("户名前柳村河湾村电费合计居民生活用电一二三四五六七八九十㙟垚犇堃𠮷"), min_size=6).map(
        "".join
    )
)
def test_chinese_in_gb18030_is_read_back(text):
    assert decoded(text.encode("gb18030")).text == text


@given(st.text())
def test_cleaning_is_done_once(text):
    assert clean(clean(text)) == clean(text)
    assert clean(text).isprintable() or any(ch in clean(text) for ch in text if not ch.isprintable())


@given(st.integers(1945, 2020), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999), st.text(max_size=5))
def test_an_id_number_never_survives(year, months, day, order, around):
    secret = f"410781{year}{months:02d}{day:02d}{order:03d}X"
    around = "".join(character for character in around if not character.isnumeric())
    text, had_one = without_id_numbers(around + secret + around)
    assert had_one
    assert secret not in text
    assert phones_of(secret)[0] == ()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(column_sets()),
    st.lists(st.lists(st.text(alphabet="柳泉供电所 单位打印:2026", max_size=8), max_size=4), max_size=20),
    st.randoms(use_true_random=False),
)
def test_a_header_is_found_under_any_titles_and_in_any_order(kind, titles, chance):
    first_names = {field: header for header, field in reversed(kind.fields_by_header.items())}
    header = list(first_names.values())
    chance.shuffle(header)
    sheet = Sheet("", [*titles, header, ["x"] * len(header)])
    table = table_in(sheet, "表.csv", Problems())
    assert table is not None
    assert table.kind == kind
    assert table.numbers == [len(titles) + 2]
    assert {field: header[at] for field, at in table.at.items()} == first_names


@given(st.lists(st.lists(st.text(max_size=6), max_size=6), max_size=8))
def test_no_table_of_texts_breaks_the_header_search(rows):
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    assert table_in(Sheet("", [list(row) for row in rows]), "表.csv", Problems()) is None


def test_money_never_becomes_a_binary_fraction():
    assert fen(0.1 + 0.2) == 30
    assert fen(27.439999999999998) == 2744
    assert Decimal(str(Money(fen(1_000_000.01)))) == Decimal("1000000.01")
