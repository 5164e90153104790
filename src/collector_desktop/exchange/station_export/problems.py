"""What is wrong, doubtful or worth knowing in an export: with file, sheet, row, column and reason."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

SHOWN_OF_ONE_REASON = 500
"""Beyond so many of one reason in one sheet the rest is only counted."""


class Severity(StrEnum):
    """What a problem means for the import."""

    ERROR = "error"
    """Something was not taken, or is not certain: a person decides before anything is imported."""
    WARNING = "warning"
    """Taken, but a person should look."""
    NOTE = "note"
    """Put right or left out by rule; said so that nobody wonders."""


class Reason(StrEnum):
    """Why; the wording is elsewhere."""

    FILE_NOT_FOUND = "file_not_found"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_DAMAGED = "file_damaged"
    FILE_PROTECTED = "file_protected"
    FILE_IS_WEB_PAGE = "file_is_web_page"
    FILE_FORM_UNKNOWN = "file_form_unknown"
    ENCODING_UNKNOWN = "encoding_unknown"
    ENCODING_MIXED = "encoding_mixed"
    TOO_MANY_CELLS = "too_many_cells"
    COLUMNS_NOT_RECOGNISED = "columns_not_recognised"
    COLUMN_TWICE = "column_twice"
    SHEET_HIDDEN = "sheet_hidden"
    SHEET_WITHOUT_ROWS = "sheet_without_rows"
    QUOTE_NOT_CLOSED = "quote_not_closed"
    MORE_OF_THE_SAME = "more_of_the_same"
    ACCOUNT_MISSING = "account_missing"
    ACCOUNT_NOT_UNDERSTOOD = "account_not_understood"
    ACCOUNT_IN_SCIENTIFIC_FORM = "account_in_scientific_form"
    ACCOUNT_TOO_LONG = "account_too_long"
    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_WITHOUT_NAME = "account_without_name"
    ACCOUNT_DIFFERS = "account_differs"
    ZEROS_RESTORED_BY_ARCHIVE = "zeros_restored_by_archive"
    ZEROS_RESTORED_BY_WIDTH = "zeros_restored_by_width"
    ID_NUMBERS_DROPPED = "id_numbers_dropped"
    PHONE_NOT_UNDERSTOOD = "phone_not_understood"
    TEXT_CUT = "text_cut"
    MONTH_MISSING = "month_missing"
    MONTH_NOT_UNDERSTOOD = "month_not_understood"
    STATE_MISSING = "state_missing"
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_NOT_UNDERSTOOD = "amount_not_understood"
    AMOUNT_WITH_MORE_DECIMALS = "amount_with_more_decimals"
    AMOUNT_TOO_LARGE = "amount_too_large"
    NUMBER_NOT_UNDERSTOOD = "number_not_understood"
    DATE_NOT_UNDERSTOOD = "date_not_understood"
    STATE_NOT_UNDERSTOOD = "state_not_understood"
    OPEN_BEYOND_AMOUNT = "open_beyond_amount"
    PAID_DOES_NOT_ADD_UP = "paid_does_not_add_up"
    SETTLED_BUT_OPEN = "settled_but_open"
    BALANCE_NEGATIVE = "balance_negative"
    PENALTY_WITHOUT_DATE = "penalty_without_date"
    PENALTY_START_DOUBTFUL = "penalty_start_doubtful"
    ROW_TWICE = "row_twice"
    ROW_TWICE_DIFFERENTLY = "row_twice_differently"
    FILES_DISAGREE = "files_disagree"
    TOTAL_DIFFERS = "total_differs"
    REMARK_SKIPPED = "remark_skipped"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    RESULT_MISSING = "result_missing"
    RESULT_NOT_UNDERSTOOD = "result_not_understood"
    BILL_UNKNOWN = "bill_unknown"
    CONTRACT_NUMBER_MISSING = "contract_number_missing"
    SIGNED_ON_MISSING = "signed_on_missing"
    SIGNED_IN_THE_FUTURE = "signed_in_the_future"
    RATE_NOT_UNDERSTOOD = "rate_not_understood"
    RATE_OVER_THE_LAW = "rate_over_the_law"
    CAP_NOT_UNDERSTOOD = "cap_not_understood"
    CONTRACT_OLDER = "contract_older"


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of what is wrong; `row` counts from 1 as the spreadsheet program does, `facts` are plain texts."""

    file: str
    sheet: str
    row: int | None
    column: str
    reason: Reason
    severity: Severity
    facts: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """For machines: the same words in every language."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "reason": self.reason.value,
            "severity": self.severity.value,
            "facts": self.facts,
        }


class Problems:
    """Collects problems while reading; a flood of one reason becomes its first lines and a count."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._counted: Counter[tuple[str, str, Reason, Severity]] = Counter()

    def add(
        self,
        file: str,
        sheet: str,
        row: int | None,
        column: str,
        reason: Reason,
        severity: Severity,
        **facts: object,
    ) -> None:
        """Take one problem down."""
        seen = (file, sheet, reason, severity)
        self._counted[seen] += 1
        if self._counted[seen] <= SHOWN_OF_ONE_REASON:
            said = {name: str(fact) for name, fact in facts.items()}
            self._listed.append(Problem(file, sheet, row, column, reason, severity, said))

    def errors_in(self, file: str, sheet: str) -> bool:
        """Whether a row of that sheet was not taken."""
        return any(seen[0] == file and seen[1] == sheet and seen[3] is Severity.ERROR for seen in self._counted)

    def __iter__(self) -> Iterator[Problem]:
        yield from self._listed
        for (file, sheet, reason, severity), count in self._counted.items():
            if count > SHOWN_OF_ONE_REASON:
                more = {"reason": reason.value, "count": str(count - SHOWN_OF_ONE_REASON)}
                yield Problem(file, sheet, None, "", Reason.MORE_OF_THE_SAME, severity, more)


def errors_among(problems: Iterable[Problem]) -> int:
    """How many rows or files can't be taken or are not certain."""
    return sum(problem.severity is Severity.ERROR for problem in problems)
