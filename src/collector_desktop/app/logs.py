"""The program's log: a rotating file that says what the program did and never to whom.

Our own log lines are English sentences with few arguments, so three rules keep personal data out of them and out of the
tracebacks of bugs: Chinese characters are masked (names, addresses), long runs of digits are masked (accounts, phones,
meters, ID cards), and an argument that is more than a plain value appears as the name of its class.
"""

import logging
import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_BYTES = 1_000_000
_KEPT = 5
_PLAIN = (str, int, float, date, time, timedelta, Enum, Path, BaseException, type(None))

# What libraries quote of the data at hand: SQLAlchemy a statement's values, pydantic what it was given.
_QUOTED = re.compile(r"\[parameters: .*|input_value=.*(?=, input_type=)")
_HAN = re.compile(r"[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LONG_NUMBER = re.compile(r"\d{3}[ -]\d{4}[ -]\d{4}|\d{6,}")


def discreet(text: str) -> str:
    """A text without names, addresses and the numbers of people; also for a report that is copied and sent."""
    text = _QUOTED.sub("[…]", text)
    text = _HAN.sub("＊", text)
    return _LONG_NUMBER.sub("#######", text)


class DiscreetFormatter(logging.Formatter):
    """Formats a record so that nothing of it names a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The lines of one record; the record itself is left as it is."""
        copy = logging.makeLogRecord(record.__dict__)
        copy.msg = _plain(record.msg)
        copy.args = _plain_arguments(record.args)
        copy.exc_text = None
        return super().format(copy)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The first line."""
        record.message = discreet(record.message)
        return super().formatMessage(record)

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The traceback."""
        return discreet(super().formatException(ei))


def open_log(file: Path) -> logging.Handler:
    """Send what every logger says from INFO on to a rotating file; the handler is the caller's to close.

    Where the file can't be written there is no log, and the program goes on.
    """
    handler = _handler(file)
    handler.setFormatter(DiscreetFormatter())
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Stop logging to it."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def _handler(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return logging.NullHandler()


def _plain_arguments(arguments: object) -> tuple[object, ...] | Mapping[str, object] | None:
    if isinstance(arguments, Mapping):
        return {str(name): _plain(value) for name, value in arguments.items()}
    return tuple(_plain(value) for value in arguments) if isinstance(arguments, tuple) else None


def _plain(value: object) -> object:
    return value if isinstance(value, _PLAIN) else f"<{type(value).__name__}>"
