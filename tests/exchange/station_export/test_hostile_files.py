import io
import re
import struct
import zipfile

import openpyxl
import pytest
import xlsxwriter
import xlwt

from collector_desktop.exchange.station_export.problems import Reason, Severity
from collector_desktop.exchange.station_export.sniffing import decoded
from collector_desktop.exchange.station_export.wording import sentence

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.csv", b"", Reason.FILE_EMPTY),
        ("空.xlsx", b"\r\n \r\n", Reason.FILE_EMPTY),
        ("网页.xls", "<html><table><tr><td>户号</td></tr></table></html>".encode(), Reason.FILE_IS_WEB_PAGE),
        ("网页.xls", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", Reason.FILE_IS_WEB_PAGE),
        ("图.xlsx", b"%PDF-1.7 ...", Reason.FILE_FORM_UNKNOWN),
        ("乱.csv", b"\x00\x01\x02\x00" * 64, Reason.FILE_FORM_UNKNOWN),
        ("断.xlsx", b"PK\x03\x04 and then nothing", Reason.FILE_DAMAGED),
        ("断.xls", OLE + b"\x00" * 600, Reason.FILE_DAMAGED),
        ("密.xlsx", OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), Reason.FILE_PROTECTED),
        ("码.csv", b"\xff\xff\xff,1\r\n", Reason.ENCODING_UNKNOWN),
    ],
)
def test_a_file_that_is_no_export_is_refused_by_name_and_reason(exports, the_problem, name, data, reason):
    good = exports.csv("欠费.csv", exports.table("b", {}))
    reading = exports.read(exports.raw(name, data), good)
    problem = the_problem(reading, reason)
    assert (problem.file, problem.severity) == (name, Severity.ERROR)
    assert len(reading.bills) == 1


def test_a_missing_file_is_a_problem_of_that_file(exports, the_problem):
    reading = exports.read(exports.folder / "没有.xlsx")
    assert the_problem(reading, Reason.FILE_NOT_FOUND).file == "没有.xlsx"


def test_two_encodings_in_one_file_are_refused_with_the_row(exports, the_problem):
    header, *rows = exports.table("b", {}, {"电费年月": "202609"}, {"电费年月": "202608"})
    lines = [",".join(row) + "\r\n" for row in (header, *rows)]
    data = b"".join(line.encode("utf-8" if number == 2 else "gb18030") for number, line in enumerate(lines))
    problem = the_problem(exports.read(exports.raw("混.csv", data)), Reason.ENCODING_MIXED)
    assert problem.row == 3
    assert "\\x" in problem.facts["preview"]


def test_wrong_columns_say_what_is_missing(exports, the_problem):
    rows = [["单位", "户号", "户名", "用电地址", "抄表段信息", "台区", "电话", "电量", "电费", "电费年月"], ["x"] * 10]
    problem = the_problem(exports.read(exports.csv("错.csv", rows)), Reason.COLUMNS_NOT_RECOGNISED)
    assert (problem.facts["nearest"], problem.facts["missing"]) == ("欠费明细", "欠费")
    assert "欠费明细" in sentence(problem)


def test_hidden_and_empty_sheets_are_left_and_several_sheets_are_joined(exports, reasons):
    hidden = exports.table("b", {"电费": "1.00", "欠费": "1.00"})
    path = exports.xlsx("多表.xlsx", hidden, exports.table("b", {}), exports.table("e", {}), [], hidden=0)
    reading = exports.read(path)
    assert [bill.amount.fen for bill in reading.bills] == [2744]
    assert reading.accounts[0].in_archive
    assert sorted(reasons(reading)) == [Reason.SHEET_HIDDEN, Reason.SHEET_WITHOUT_ROWS]


def test_an_unrecognised_sheet_beside_a_recognised_one_is_only_a_warning(exports, the_problem):
    reading = exports.read(exports.xlsx("多表.xlsx", exports.table("b", {}), [("说明",), ("随便写写",)]))
    assert the_problem(reading, Reason.COLUMNS_NOT_RECOGNISED).severity is Severity.WARNING


def test_a_formula_without_a_stored_value_is_no_amount(exports, the_problem):
    book = openpyxl.Workbook()
    for row in exports.table("b", {"电费": "=27+0.44", "欠费": "27.44"}):
        book.active.append(row)
    path = exports.folder / "公式.xlsx"
    book.save(path)
    assert the_problem(exports.read(path), Reason.AMOUNT_MISSING).row == 2


def test_a_formula_with_a_stored_value_is_its_value_and_an_error_is_no_amount(exports, the_problem):
    path = exports.folder / "公式.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(exports.table("b", {}, {"电费年月": "202609"})):
            sheet.write_row(at, 0, row)
        sheet.write_formula(1, 7, "=27+0.44", None, 27.44)
        sheet.write_formula(2, 7, "=1/0", None, "#DIV/0!")
    reading = exports.read(path)
    assert [bill.amount.fen for bill in reading.bills] == [2744]
    assert the_problem(reading, Reason.AMOUNT_MISSING).row == 3


def test_a_cell_merged_over_an_account_s_rows_names_all_of_them(exports):
    path = exports.folder / "合并.xlsx"
    rows = exports.table("b", {}, {"电费年月": "202609", "户号": "", "户名": ""})
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        sheet.merge_range(1, 1, 2, 1, "4179677287")
        sheet.merge_range(1, 2, 2, 2, "阎超")
    reading = exports.read(path)
    assert [str(bill.month) for bill in reading.bills] == ["202610", "202609"]
    assert not reading.problems


def test_an_old_excel_file_is_read(exports):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate(exports.table("c", {})):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    path = exports.folder / "欠费及违约金.xls"
    book.save(str(path))
    (bill,) = exports.read(path).bills
    assert bill.due_on.isoformat() == "2026-11-15"


@pytest.mark.parametrize("reference", [(1_048_575, 2), (3, 16_383), (200_000, 200)])
def test_a_stray_cell_far_away_is_refused_before_it_takes_all_memory(exports, the_problem, reference):
    path = exports.folder / "远.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(exports.table("b", {})):
            sheet.write_row(at, 0, row)
        sheet.write_string(*reference, "x")
    the_problem(exports.read(path), Reason.TOO_MANY_CELLS)


def test_a_million_rows_of_text_are_refused(exports, the_problem):
    header, _ = exports.table("b", {})
    data = (",".join(header) + "\r\n" + "柳泉供电所,4179677287\r\n" * 1_000_000).encode()
    the_problem(exports.read(exports.raw("百万.csv", data)), Reason.TOO_MANY_CELLS)


def test_a_zip_bomb_is_refused_by_its_unpacked_size(exports, the_problem):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(650):
                part.write(b" " * 2**20)
    the_problem(exports.read(exports.raw("炸.xlsx", packed.getvalue())), Reason.TOO_MANY_CELLS)


def test_a_quote_that_swallows_rows_is_found(exports, the_problem):
    header, *rows = exports.table("b", {"户名": '"阎超'}, {"电费年月": "202609"}, {"电费年月": "202608", "电话": '"'})
    reading = exports.read(exports.csv("引号.csv", [header, *rows]))
    assert the_problem(reading, Reason.QUOTE_NOT_CLOSED).row == 2


def test_every_truncation_of_a_workbook_is_refused_or_read_whole(exports):
    whole = exports.xlsx("欠费.xlsx", exports.table("b", {})).read_bytes()
    for length in range(0, len(whole), 97):
        reading = exports.read(exports.raw("断.xlsx", whole[:length]))
        assert not reading.bills
        assert reading.has_errors


def test_a_workbook_with_one_changed_byte_never_breaks_the_reader(exports):
    whole = exports.xlsx("欠费.xlsx", exports.table("b", {})).read_bytes()
    for at in range(0, len(whole), 41):
        changed = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        exports.read(exports.raw("改.xlsx", changed))


def test_reading_reports_its_progress_and_can_be_stopped(exports):
    paths = [exports.csv(f"{at}.csv", exports.table("b", {})) for at in range(3)]
    steps = []
    exports.read(*paths, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 7) for done in range(1, 8)]

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exports.read(*paths, progress=stop)


def old_workbook(exports, changed):
    """An old Excel file whose table of sectors says that one sector follows another."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate(exports.table("c", *[{}] * 300)):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    packed = io.BytesIO()
    book.save(packed)
    data = bytearray(packed.getvalue())
    (table,) = struct.unpack_from("<L", data, 76)
    for at, following in changed.items():
        struct.pack_into("<L", data, (table + 1) * 512 + 4 * at, following)
    return bytes(data)


@pytest.mark.parametrize("changed", [{5: 5}, {9: 4}, {0: 3, 3: 0}])
def test_a_loop_in_an_old_excel_file_is_refused_and_not_followed(exports, the_problem, changed):
    assert exports.read(exports.raw("好.xls", old_workbook(exports, {}))).bills
    the_problem(exports.read(exports.raw("环.xls", old_workbook(exports, changed))), Reason.FILE_DAMAGED)


def test_a_table_of_sectors_that_lists_itself_for_ever_is_refused(exports, the_problem):
    data = bytearray(old_workbook(exports, {}))
    struct.pack_into("<L", data, 68, struct.unpack_from("<L", data, 76)[0])
    the_problem(exports.read(exports.raw("表.xls", bytes(data))), Reason.FILE_DAMAGED)


def test_a_workbook_with_a_piece_cut_out_of_it_is_damaged(exports, the_problem):
    whole = exports.xlsx("欠费.xlsx", exports.table("b", {})).read_bytes()
    the_problem(exports.read(exports.raw("缺.xlsx", whole[:100] + whole[400:])), Reason.FILE_DAMAGED)


def rewritten(exports, change):
    """A workbook whose first sheet is another text."""
    whole = exports.xlsx("欠费.xlsx", exports.table("b", {}, {"电费年月": "202609"})).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    return packed.getvalue()


def without_references(sheet):
    cells = re.sub(rb"<(c|row) r=\"\w+\"", rb"<\1", sheet)
    return cells.replace(b"</row>", b"<c/>" * 200_000 + b"</row>" + b"<row></row>" * 50_000, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.replace(b'r="B2"', b'r="B' + b"9" * 40 + b'"'),
        lambda sheet: sheet.replace(b'r="B2"', b'r="aaaaaa2"'),
        lambda sheet: sheet.replace(b'<c r="B2"', b"<c\n  r = 'B888888'"),
        lambda sheet: sheet.replace(b'<row r="2"', b'<x:row  r="900000"'),
        without_references,
    ],
)
def test_a_far_cell_is_found_however_it_is_written(exports, the_problem, change):
    the_problem(exports.read(exports.raw("远.xlsx", rewritten(exports, change))), Reason.TOO_MANY_CELLS)


def test_a_far_column_in_an_old_excel_file_is_refused(exports, the_problem):
    data = old_workbook(exports, {})
    at = data.rindex(struct.pack("<HH", 0xFD, 10))
    far = data[: at + 6] + struct.pack("<H", 60_000) + data[at + 8 :]
    the_problem(exports.read(exports.raw("远.xls", far)), Reason.TOO_MANY_CELLS)


def test_chinese_whose_bytes_are_also_letters_of_utf_8_is_read_as_chinese():
    assert decoded("十十".encode("gb18030")) == ("十十", "GB18030")
    assert decoded("é王".encode()) == ("é王", "UTF-8")
