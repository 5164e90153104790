"""The words of the refusals: one file a practice or a part, each a WORDS mapping."""

from collector_desktop.services.words import (
    cases,
    cash,
    court,
    devices,
    door,
    household,
    packages,
    publicity,
    repayment,
    requests,
    rules,
    safety,
    savings,
    serving,
    staff,
    terms,
    villages,
)

WORDS: dict[str, tuple[str, str]] = {
    **cases.WORDS,
    **cash.WORDS,
    **court.WORDS,
    **devices.WORDS,
    **door.WORDS,
    **household.WORDS,
    **packages.WORDS,
    **publicity.WORDS,
    **repayment.WORDS,
    **requests.WORDS,
    **rules.WORDS,
    **safety.WORDS,
    **savings.WORDS,
    **serving.WORDS,
    **staff.WORDS,
    **terms.WORDS,
    **villages.WORDS,
}
"""Class name of a refusal → what is not so, and advice."""
