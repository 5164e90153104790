"""The bundled typeface, so that the program looks the same on every machine."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from collector_desktop.resources import resource_path
from collector_desktop.ui.theme import Size

FAMILY = "Noto Sans SC"


def load_fonts(app: QApplication) -> None:
    """Load every font of resources/fonts and make Noto Sans SC the program's own."""
    for file in sorted(resource_path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(font(Size.BODY))


def load_qt_texts(app: QApplication) -> None:
    """Qt's own texts (context menus, standard buttons) in Chinese."""
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def font(size: Size, *, bold: bool = False) -> QFont:
    """The typeface in one of the theme's sizes."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(int(size))
    chosen.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return chosen
