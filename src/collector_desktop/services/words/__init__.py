"""The words of the practices' refusals: one file a practice, each a WORDS mapping."""

from collector_desktop.services.words import (
    cases,
    court,
    household,
    publicity,
    repayment,
    requests,
    savings,
    serving,
    terms,
    villages,
)

WORDS: dict[str, tuple[str, str]] = {
    **cases.WORDS,
    **court.WORDS,
    **household.WORDS,
    **publicity.WORDS,
    **repayment.WORDS,
    **requests.WORDS,
    **savings.WORDS,
    **serving.WORDS,
    **terms.WORDS,
    **villages.WORDS,
}
"""Class name of a refusal → what is not so, and advice."""
