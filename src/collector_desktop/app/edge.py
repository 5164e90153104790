"""The edge of the windows: what becomes of an error nobody caught."""

import logging
import platform
import traceback
from types import TracebackType

from PySide6.QtWidgets import QMainWindow

from collector_desktop import __version__
from collector_desktop.app.logs import discreet
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.unexpected import UnexpectedPage

log = logging.getLogger(__name__)


def tell(
    window: QMainWindow | None, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A fault of the world is said on the window, which stays as it is; a bug gets a calm page with a report.

    Either way the transaction it broke was rolled back.
    """
    if isinstance(error, OSError) and isinstance(window, Frame):
        log.warning("fault", exc_info=(kind, error, trace))
        window.fault.tell(error)
        return
    log.error("unexpected error", exc_info=(kind, error, trace))
    lines = "".join(traceback.format_exception(kind, error, trace))
    about = f"collector-desktop {__version__} · Python {platform.python_version()}"
    report = discreet(f"{about} · {platform.platform()}\n\n{lines}")
    UnexpectedPage(report, window).show()
