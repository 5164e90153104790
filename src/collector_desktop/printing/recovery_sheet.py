"""The second key on paper, for the safe: the line to be typed, and the same as a code."""

from collections.abc import Iterator
from datetime import date

import segno

from collector_desktop.printing.blocks import Block, Code, Gap, Rule, Text
from collector_desktop.printing.flow import sheets
from collector_desktop.printing.paper import Paper, mm

RECOVERY_TITLE = "供电所恢复钥匙"
_TITLE, _BODY, _SECRET, _MODULE = 18.0, 11.0, 11.5, 2.2
_GROUP = 5
_TOLD = (
    "供电所的密钥丢了、所长忘了密码,用它找回。",
    "谁有这张纸,谁就能打开供电所的密钥:请装进信封封好,收进保险柜,电脑上不要留。",
    "用时把下面这一行存成文本文件(空格不要紧),运行 recover-keys --identity 文件。",
)


def recovery_sheet_pdf(station: str, secret: str, on: date) -> bytes:
    """One A5 page."""
    return sheets(Paper.A5, RECOVERY_TITLE, tuple(_sheet(station, secret, on)))


def _sheet(station: str, secret: str, on: date) -> Iterator[Block]:
    yield Text(RECOVERY_TITLE, _TITLE, bold=True, align="centre")
    yield Text(f"{station}  {on.isoformat()}", _BODY, align="centre")
    yield Rule(weight=0.4)
    yield Gap(6)
    for line in _TOLD:
        yield Text(line, _BODY)
        yield Gap(3)
    yield Gap(8)
    yield Text(" ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)), _SECRET, bold=True)
    yield Gap(12)
    yield Code(segno.make(secret, error="m", micro=False), _MODULE, (Text(station, _BODY),), mm(60))
