"""The look in force: applies a theme to the whole program, and tells those who paint by hand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from collector_desktop.ui.style import style_sheet
from collector_desktop.ui.theme import DAY, THEMES, Theme


class Look(QObject):
    """Holds the theme; `changed` is emitted after the style of the program was replaced."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme = DAY) -> None:
        super().__init__(app)
        self._app = app
        self.theme = theme
        app.setStyle("Fusion")
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Change the whole program to a theme, without restart."""
        self.theme = theme
        palette = QPalette()
        for role, colour in (
            (QPalette.ColorRole.Window, theme.surface),
            (QPalette.ColorRole.Base, theme.raised),
            (QPalette.ColorRole.AlternateBase, theme.surface),
            (QPalette.ColorRole.Button, theme.raised),
            (QPalette.ColorRole.WindowText, theme.text),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.ButtonText, theme.text),
            (QPalette.ColorRole.PlaceholderText, theme.muted),
            (QPalette.ColorRole.Highlight, theme.accent),
            (QPalette.ColorRole.HighlightedText, theme.on_accent),
            (QPalette.ColorRole.ToolTipBase, theme.raised),
            (QPalette.ColorRole.ToolTipText, theme.text),
        ):
            palette.setColor(role, colour)
        self._app.setPalette(palette)
        self._app.setStyleSheet(style_sheet(theme))
        self.changed.emit()

    def next_theme(self) -> Theme:
        """The theme after the one in force: day, sun, night, day."""
        names = list(THEMES)
        return THEMES[names[(names.index(self.theme.name) + 1) % len(names)]]
