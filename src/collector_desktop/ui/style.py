"""The style sheet, made from a theme's roles; widgets say what they are by properties, never how they look."""

from collector_desktop.ui.theme import TARGET, Radius, Size, Space, Theme, Tone

_ITEM_MARGIN = 3
"""What Qt adds left and right of an item's text; a header adds none, and their texts must stand in line."""


def style_sheet(theme: Theme) -> str:
    """The style of the whole program in one theme."""
    weight = "600" if theme.heavy else "400"
    return "\n".join(
        (
            _labels(theme),
            _surfaces(theme),
            _chips(theme),
            _buttons(theme, weight),
            _fields(theme, weight),
            _tables(theme),
            _scroll_bars(theme),
        )
    )


def _ink(theme: Theme, tone: str) -> str:
    return theme.ink(tone).name()


def _labels(theme: Theme) -> str:
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {_ink(theme, tone)}; }}' for tone in Tone)
    bold = "QLabel { font-weight: 600; }" if theme.heavy else ""
    plain = f"QLabel {{ background: transparent; color: {theme.text}; }}"
    return "\n".join((plain, bold, tones, 'QLabel[bold="true"] { font-weight: 700; }'))


def _surfaces(theme: Theme) -> str:
    soft = "\n".join(
        f'QFrame#card[tone="{tone}"] {{ background: {getattr(theme, tone + "_soft")}; border: none; }}'
        for tone in ("ok", "warn", "danger", "accent")
    )
    return f"""
QMainWindow, QWidget#page, QWidget#content, QStackedWidget#places {{ background: {theme.surface}; }}
QStackedWidget {{ background: transparent; border: none; }}
QWidget#rail, QWidget#top, QWidget#status {{ background: {theme.raised}; }}
QWidget#rail {{ border-right: 1px solid {theme.line}; }}
QWidget#top {{ border-bottom: 1px solid {theme.line}; }}
QWidget#status {{ border-top: 1px solid {theme.line}; }}
QFrame#card {{ background: {theme.raised}; border: 1px solid {theme.line}; border-radius: {Radius.LARGE}px; }}
QFrame#paper {{ background: #FFFFFF; border: 1px solid {theme.line}; border-radius: {Radius.SMALL}px; }}
QFrame#toast {{ background: {theme.text}; border-radius: {Radius.LARGE}px; }}
QFrame#toast QLabel {{ color: {theme.surface}; }}
QFrame#toast QPushButton {{ color: {theme.surface}; background: transparent; border: 1px solid {theme.surface};
    border-radius: {Radius.SMALL}px; padding: 0 {Space.M}px; min-height: {TARGET}px; }}
QFrame#panel {{ background: {theme.raised}; border: none; border-left: 1px solid {theme.line}; }}
QFrame#month {{ background: {theme.raised}; border: 1px solid {theme.line}; }}
QWidget#clear {{ background: transparent; }}
QFrame#rule {{ background: {theme.line}; border: none; max-height: 1px; min-height: 1px; }}
QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; }}
{soft}"""


def _chips(theme: Theme) -> str:
    muted = _ink(theme, Tone.MUTED)
    plain = (
        f"QLabel#chip {{ background: {theme.surface}; color: {muted}; border-radius: {Radius.SMALL}px;"
        f" padding: 2px {Space.S}px; }}"
    )
    toned = "\n".join(
        f'QLabel#chip[tone="{tone}"] {{ background: {getattr(theme, tone + "_soft")}; color: {_ink(theme, tone)}; }}'
        for tone in ("ok", "warn", "danger", "accent")
    )
    return f"{plain}\n{toned}"


def _buttons(theme: Theme, weight: str) -> str:
    muted, accent = _ink(theme, Tone.MUTED), _ink(theme, Tone.ACCENT)
    return f"""
QPushButton {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
    border-radius: {Radius.LARGE}px; padding: 0 {Space.M}px; min-height: {TARGET}px; font-size: {Size.BODY}px;
    font-weight: {weight}; }}
QPushButton:hover {{ background: {theme.selected}; }}
QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 0 {Space.M - 1}px; min-height: {TARGET - 2}px; }}
QPushButton:disabled {{ color: {muted}; background: {theme.surface}; }}
QPushButton[chosen="true"] {{ background: {theme.accent_soft}; color: {accent};
    border: 1px solid {theme.accent}; font-weight: 700; }}
QPushButton[chosen="true"]:focus {{ border: 2px solid {theme.accent}; }}
QPushButton#primary {{ background: {theme.accent}; color: {theme.on_accent}; border: 2px solid {theme.accent};
    font-size: {Size.LARGE}px; font-weight: 700; min-height: {TARGET + Space.M}px; }}
QPushButton#primary:hover {{ background: {theme.accent}; }}
QPushButton#primary:focus {{ border: 2px solid {theme.text}; padding: 0 {Space.M}px; }}
QPushButton#primary:disabled {{ background: {theme.surface}; color: {muted};
    border: 2px solid {theme.line}; }}
QPushButton#compact {{ padding: 0 {Space.S}px; }}
QPushButton#compact:focus {{ padding: 0 {Space.S - 1}px; }}
QPushButton#link {{ background: transparent; border: none; color: {theme.text}; text-decoration: underline;
    padding: 0; text-align: left; }}
QPushButton#link:focus {{ border: none; color: {accent}; font-weight: 700; }}
QPushButton#photo {{ padding: 0; border-radius: {Radius.SMALL}px; }}
QPushButton#place {{ border: none; border-radius: {Radius.LARGE}px; background: transparent; }}
QPushButton#place:checked {{ background: {theme.accent_soft}; }}
QPushButton#place:hover {{ background: {theme.selected}; }}
QPushButton#place:focus {{ border: 2px solid {theme.accent}; }}
QPushButton#flat {{ border: none; background: transparent; font-size: {Size.SMALL}px; color: {muted};
    min-height: 0; padding: 0 {Space.S}px; }}
QPushButton#choice {{ border: none; background: transparent; font-size: {Size.SMALL}px; color: {muted};
    min-height: {TARGET}px; padding: 0 {Space.XS}px; text-align: right; }}
QPushButton#choice:focus {{ color: {accent}; font-weight: 700; }}
QPushButton#flat:focus {{ color: {accent}; font-weight: 700; }}
QPushButton#tab {{ text-align: left; border-radius: {Radius.SMALL}px; }}
QPushButton#tab:checked {{ background: {theme.accent_soft}; color: {accent};
    border: 1px solid {theme.accent}; font-weight: 700; }}
QPushButton#tab:focus {{ border: 2px solid {theme.accent}; }}
QPushButton#segment {{ border-radius: {Radius.SMALL}px; }}
QPushButton#segment:checked {{ background: {theme.accent_soft}; color: {accent};
    border: 1px solid {theme.accent}; font-weight: 700; }}
QPushButton#segment:focus {{ border: 2px solid {theme.accent}; }}
QPushButton#cell {{ border: none; border-radius: {Radius.SMALL}px; padding: 0; }}
QPushButton#cell[mark="far"] {{ color: {muted}; }}
QPushButton#cell[mark="today"] {{ color: {accent}; font-weight: 700; }}
QPushButton#cell[mark="chosen"] {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: 700; }}
QPushButton#cell:disabled {{ background: transparent; color: {theme.line}; }}
QPushButton#cell:focus {{ border: 2px solid {theme.text}; }}
"""


def _fields(theme: Theme, weight: str) -> str:
    muted = _ink(theme, Tone.MUTED)
    return f"""
QLineEdit, QSpinBox, QDateEdit, QComboBox, QPlainTextEdit {{ background: {theme.raised}; color: {theme.text};
    border: 1px solid {theme.line}; border-radius: {Radius.SMALL}px; padding: 0 {Space.S}px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QLineEdit, QSpinBox, QDateEdit, QComboBox {{ min-height: {TARGET - 2}px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {muted}; }}
QLineEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{
    border: 2px solid {theme.accent}; padding: 0 {Space.S - 1}px; min-height: {TARGET - 4}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {theme.danger};
    padding: 0 {Space.S - 1}px; min-height: {TARGET - 4}px; }}
QLineEdit#search {{ background: {theme.surface}; border-radius: {Radius.LARGE}px; font-weight: {weight};
    padding-left: {Space.XL + Space.L - Space.XS}px; padding-right: {Space.XL + Space.L}px; }}
QListWidget#results {{ background: {theme.raised}; border: 1px solid {theme.line}; border-radius: {Radius.LARGE}px;
    padding: {Space.XS}px; }}
QLineEdit#money {{ font-size: {Size.HUGE}px; font-weight: 700; border: 2px solid {theme.accent};
    border-radius: {Radius.LARGE}px; padding: 0 {Space.L}px; min-height: {TARGET + Space.L}px; }}
QLineEdit#money[wrong="true"] {{ border: 2px solid {theme.danger}; }}
QComboBox::drop-down {{ border: none; width: {Space.XL}px; }}
QComboBox QAbstractItemView {{ background: {theme.raised}; border: 1px solid {theme.line};
    selection-background-color: {theme.selected}; selection-color: {theme.text}; }}"""


def _tables(theme: Theme) -> str:
    muted = _ink(theme, Tone.MUTED)
    return f"""
QAbstractItemView {{ background: {theme.raised}; color: {theme.text}; border: none; outline: none;
    selection-background-color: {theme.selected}; selection-color: {theme.text}; gridline-color: {theme.line}; }}
QHeaderView {{ background: {theme.raised}; }}
QHeaderView::section {{ background: {theme.raised}; color: {muted}; border: none;
    border-bottom: 1px solid {theme.line}; padding: 0 {Space.S + _ITEM_MARGIN}px; font-size: {Size.SMALL}px; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
QTableCornerButton::section {{ background: {theme.raised}; border: none; }}
QTableView::item, QListView::item {{ border-bottom: 1px solid {theme.line}; padding: 0 {Space.S}px; }}
QTableView::item:selected, QListView::item:selected {{ background: {theme.selected}; }}
QTableView:focus, QListView:focus {{ border: none; }}
QMenu {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; }}
QMenu::item {{ padding: {Space.S}px {Space.L}px; }}
QMenu::item:selected {{ background: {theme.selected}; }}
QProgressBar {{ background: {theme.line}; border: none; border-radius: {Space.XS}px; max-height: {Space.S}px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: {Space.XS}px; }}"""


def _scroll_bars(theme: Theme) -> str:
    return f"""
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {Space.M}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {theme.line}; border-radius: {Space.XS}px; min-height: {TARGET}px; }}
QScrollBar:horizontal {{ background: transparent; height: {Space.M}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {theme.line}; border-radius: {Space.XS}px; min-width: {TARGET}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""
