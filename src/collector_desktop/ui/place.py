"""A place: one entry of the rail and its page."""

from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from collector_desktop.domain.changes import Changes


class Page(Protocol):
    """What the desk asks of every page."""

    def activated(self) -> None:
        """The place was opened: take the keyboard."""

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed."""


def as_widget(page: Page) -> QWidget:
    """A page as the widget it is."""
    return cast(QWidget, page)
