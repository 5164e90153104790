"""Tips over a widget: Qt guesses whether one is markup, so a text from outside is written such that it stays text."""

from html import escape


def plain_tip(text: str) -> str:
    """The tip that shows exactly this text."""
    return f"<span>{escape(text)}</span>" if "<" in text else text
