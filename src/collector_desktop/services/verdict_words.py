"""What a check of a receipt found, in words: the verdict in one, the facts in lines, what to do."""

from collections.abc import Callable, Mapping

from collector_desktop.domain.day_words import day_words, near_day_words
from collector_desktop.services.checking_receipts import Checked
from collector_desktop.services.judging_receipts import Verdict
from collector_desktop.services.sentences import as_written

Translate = Callable[[str], str]

_WORDS: Mapping[Verdict, str] = {
    Verdict.GENUINE: "真实",
    Verdict.VOIDED: "已作废",
    Verdict.UNKNOWN: "所里没有收到",
    Verdict.REVOKED: "停用的电脑开的",
    Verdict.TWICE: "号码重复",
    Verdict.CREDITED: "已转预收",
    Verdict.ALTERED: "不真实",
}
_MEANS: Mapping[Verdict, str] = {
    Verdict.GENUINE: "号码、户号、金额、日期都与账上相符",
    Verdict.VOIDED: "这张收据已经作废,不能作缴费凭证",
    Verdict.UNKNOWN: "是登记的电脑开的,但这一笔还没有交到所里;请收下收费员的日包再查",
    Verdict.REVOKED: "开它的电脑已经停用,账上没有这一笔;请留下收据,报所长",
    Verdict.TWICE: "账上这个号码是另一笔收款;这一张的收款压下过,没有记进账。请留下收据,报所长",
    Verdict.CREDITED: "这一笔压下后由所长放行,没有按收据入账,金额已转作该户预收",
    Verdict.ALTERED: "被改动过,或不是本所登记的电脑开的;请留下收据,报所长。收费员刚换过密钥的,先收下日包再查",
}
_NUMBER_FITS = "与账上相符"
_BY_NUMBER = "号码、金额与账上相符;没有查二维码,请再核对户号和日期"


def verdict_word(checked: Checked, translate: Translate = as_written) -> str:
    """The verdict in one word; only a signature makes a receipt genuine, a number can be copied by hand."""
    if checked.verdict is Verdict.GENUINE and not checked.by_code:
        return translate(_NUMBER_FITS)
    return translate(_WORDS[checked.verdict])


def lines_of(checked: Checked, translate: Translate = as_written) -> tuple[str, ...]:
    """What it means, then the facts."""
    return (means_of(checked, translate), *facts_of(checked, translate), *warnings_of(checked, translate))


def means_of(checked: Checked, translate: Translate = as_written) -> str:
    """What the verdict means, and what to do."""
    if checked.verdict is Verdict.GENUINE and not checked.by_code:
        return translate(_BY_NUMBER)
    return translate(_MEANS[checked.verdict])


def facts_of(checked: Checked, translate: Translate = as_written) -> tuple[str, ...]:
    """Whose, how much, when, by whom; households masked."""
    whose = "  ".join(part for part in (checked.name, checked.account) if part)
    day = day_words(checked.day, say=translate) if checked.day else ""
    amount = translate("{amount} 元").format(amount=checked.received.grouped())
    found = ["  ".join(part for part in (whose, amount, day, checked.collector_name) if part)]
    if checked.booked is not None and checked.booked != checked.received:
        found.append(translate("账上记的是 {amount} 元").format(amount=checked.booked.grouped()))
    if checked.void_reason:
        found.append(translate("作废原因:{reason}").format(reason=checked.void_reason))
    return tuple(found)


def warnings_of(checked: Checked, translate: Translate = as_written) -> tuple[str, ...]:
    """What a person must look at: shown before, held, given by a laptop that is revoked."""
    found = []
    if checked.seen:
        first, others = checked.seen[0], sum(not each.same for each in checked.seen)
        found.append(
            translate("这个号码以前查过 {count} 次,第一次 {day},经办 {by};二维码可能被复印,请核对是不是同一张").format(
                count=len(checked.seen), day=near_day_words(first.day, translate), by=first.by
            )
        )
        if others:
            found.append(translate("以前查的 {count} 次金额与这次不同").format(count=others))
    if checked.held:
        found.append(translate("这一笔在压下的内容里,等所长决定"))
    if checked.revoked_on is not None:
        found.append(translate("开它的电脑 {day} 起停用").format(day=near_day_words(checked.revoked_on, translate)))
    return tuple(found)
