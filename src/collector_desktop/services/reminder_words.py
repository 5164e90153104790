"""What is due beside the doors, in words: the same on screen and on the terminal."""

from collections.abc import Callable, Mapping

from collector_desktop.domain.reminders import Due, Reminder
from collector_desktop.services.sentences import as_written

_SENTENCES: Mapping[Due, str] = {
    Due.INSTALMENT: "分期到期 {count} 户",
    Due.LAPSED_PLAN: "分期失效 {count} 户",
    Due.OPINION: "村里意见过期 {count} 条",
    Due.FOLLOW_UP: "检查后要复查 {count} 户",
    Due.MISSED_CHECK: "约好没去查 {count} 户",
}


def reminder_sentence(reminder: Reminder, translate: Callable[[str], str] = as_written) -> str:
    """How many of what are due."""
    return translate(_SENTENCES[reminder.kind]).format(count=reminder.count)


def since_sentence(reminder: Reminder, translate: Callable[[str], str] = as_written) -> str:
    """Since when the oldest waits, and where if it is a village's."""
    told = translate("最早 {month}月{day}日").format(month=reminder.since.month, day=reminder.since.day)
    return f"{reminder.village} {told}".strip()
