"""How safe the books are, in words: for the top bar, and for the place where it is chosen."""

from datetime import datetime

from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.store.backup import Backup, BooksDisagree
from collector_desktop.store.mirror_keeper import MirrorHealth, MirrorStatus
from collector_desktop.store.soundness import BooksDamaged
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.keeping import Kept
from collector_desktop.ui.station_backups import StationKept
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.words import tr


def chip(kept: Kept) -> tuple[str, Tone]:
    """What the top bar says, short; nothing where all is well."""
    if kept.failed is not None:
        return failure_word(kept.failed), Tone.DANGER
    if kept.mirror is None:
        return tr("没设备份盘"), Tone.WARN
    match kept.mirror.health:
        case MirrorHealth.MISSING:
            return _with_lines(tr("备份盘没插"), kept.mirror), Tone.WARN
        case MirrorHealth.AHEAD:
            return tr("备份盘多 {lines} 行").format(lines=kept.mirror.ahead), Tone.DANGER
        case MirrorHealth.FAULTY:
            return _with_lines(tr("备份盘写不进"), kept.mirror), Tone.DANGER
    return "", Tone.MUTED


def station_chip(kept: StationKept, now: datetime) -> tuple[str, Tone]:
    """What the station's top bar says, short; nothing where all is well."""
    if kept.failed is not None:
        return failure_word(kept.failed), Tone.DANGER
    if kept.newest is None:
        return tr("还没有备份"), Tone.WARN
    if kept.is_old(now):
        return tr("备份过了一天"), Tone.WARN
    if kept.place is None:
        return tr("没有第二份备份"), Tone.WARN
    if kept.place_missing:
        return tr("第二处不在"), Tone.WARN
    if not kept.has_second_key:
        return tr("第二份没有密钥"), Tone.WARN
    return "", Tone.MUTED


def failure_word(failed: Refusal | OSError) -> str:
    """Why there is no new backup, in a word."""
    match failed:
        case BooksDisagree():
            return tr("账本对不上")
        case BooksDamaged():
            return tr("账本损坏")
    return tr("备份没做成")


def mirror_line(kept: Kept) -> str:
    """How the mirror stands."""
    if kept.place is None or kept.mirror is None:
        return tr("还没有备份盘:电脑坏了、丢了,今天收的账就没有第二份。插一个优盘,选它做备份盘。")
    match kept.mirror.health:
        case MirrorHealth.UP_TO_DATE:
            return tr("每一笔都已抄到备份盘。")
        case MirrorHealth.AHEAD:
            said = tr("备份盘上有 {lines} 行流水本机没有,像是恢复过旧备份;用「从备份恢复」可以补回。")
            return said.format(lines=kept.mirror.ahead)
        case MirrorHealth.WRITING:
            return tr("正在抄到备份盘……")
        case MirrorHealth.MISSING:
            return tr("备份盘没插,有 {lines} 行流水只在本机;插上就自动补抄。").format(lines=kept.mirror.behind)
        case MirrorHealth.FAULTY:
            said = tr("备份盘写不进,有 {lines} 行流水只在本机;请换一个优盘。")
            return said.format(lines=kept.mirror.behind)


def backup_line(kept: Kept) -> str:
    """When the last backup was made, or why there is none."""
    return newest_line(kept.newest, kept.failed)


def newest_line(newest: Backup | None, failed: Refusal | OSError | None) -> str:
    """When the last backup was made, or why the one after it failed."""
    if isinstance(failed, Refusal):
        said = sentence(failed, tr)
        return f"{said.what};{said.advice}"
    if failed is not None:
        where = failed.filename
        return tr("备份没做成:{why};原有的备份都在。").format(why=fault_word(failed)) + (f"\n{where}" if where else "")
    if newest is None:
        return tr("还没有备份。")
    return tr("最近备份:{when}").format(when=backup_time(newest))


def backup_time(backup: Backup) -> str:
    """11月23日 周一 21:15, by its name."""
    clock = backup.name.clock
    return f"{near_day_words(backup.name.day, tr)} {clock[:2]}:{clock[2:4]}"


def _with_lines(text: str, mirror: MirrorStatus) -> str:
    return tr("{what} · {lines} 行未抄").format(what=text, lines=mirror.behind) if mirror.behind else text
