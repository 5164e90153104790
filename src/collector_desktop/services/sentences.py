"""Sentences for refusals: what is not so, and what can be done now; the same on screen and on the terminal."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from collector_desktop.domain.day_words import month_words, near_day_words
from collector_desktop.domain.holidays import CalendarProblem
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.rules import RuleBasis, RuleField
from collector_desktop.services.rule_labels import basis_words, rule_name
from collector_desktop.services.words import WORDS
from collector_desktop.services.words.rules import CALENDAR


class Sentence(NamedTuple):
    """What is not so, and what to do about it; both with the facts filled in."""

    what: str
    advice: str


_DAMAGED = "请让对方重新生成文件,再拷贝一次"
_UPDATE = "请先更新本程序,再打开这个文件"

TEMPLATES: Mapping[str, tuple[str, str]] = {
    **WORDS,
    "AccountUnknown": ("账本里没有户号 {account}", "请核对户号,或到「交换」取新的线路包"),
    "AcknowledgedOtherLine": ("所里确认的第 {line} 行与本机日志不同", "可能有两台电脑用了同一个机号,请联系所里管理员"),
    "AmountNotPositive": ("金额必须大于零", "请重新输入金额"),
    "AmountOverLimit": ("{amount} 元超过单笔上限 {limit} 元", "请核对金额;确需大额,请客户到供电所缴纳"),
    "AnswerForAnotherLaptop": ("这份答复是给另一台电脑的", "请选择为本机生成的答复文件"),
    "BillsOutWithAnother": ("有 {count} 笔账单正在 {device} 号机走收在途", "请先收回那台机的账单,或换一个村"),
    "BooksEmpty": ("这个账本还没有归属", "请先登记本机,或选择另一个账本文件"),
    "BooksFromTheFuture": ("账本由更新的程序写成(版本 {version})", _UPDATE),
    "BooksNotAsShown": ("看过以后账本变了:别人刚导入过或收过日包", "什么都没有导入;请再看一遍会有什么变化,再确认"),
    "BooksOnNetwork": ("账本在网络盘上({kind}):{path}", "网络盘会断、会抢;请把账本放在本机的硬盘上"),
    "BooksOnStick": ("账本在优盘上:{path}", "优盘会被拔掉;请把账本放在本机的硬盘上,优盘只用来交换和备份"),
    "BooksReadOnly": ("账本的位置不能写:{path}", "请检查硬盘是否写保护、这个用户有没有权限;账本没有改动"),
    "BooksTaken": ("这个账本已属于 {station} 的 {device} 号机", "请换一个位置新建账本"),
    "CalendarNotUnderstood": ("节假日文件不对:{where} {reason}", "请换一份节假日文件;每年一段,照国务院通知写"),
    "CardOutOfDate": ("这户的账单刚刚变了", "请核对新的金额后再收款"),
    "CashCeilingReached": (
        "手中现金 {in_hand} 元,再收 {amount} 元将超过上限 {ceiling} 元",
        "请先到「结账」解款,或改用转账",
    ),
    "DamagedSeal": ("密封文件已被改动或不完整", _DAMAGED),
    "DayAlreadyClosed": ("{day} 已经结账", "之后的收款记在下一个营业日"),
    "DeviceAlreadyEnrolled": ("这台电脑已登记为 {device} 号机", "不必再登记"),
    "DeviceRevoked": ("{device} 号机已停用", "请联系所里管理员"),
    "DeviceUnknown": ("没有登记过 {device} 号机", "请先登记这台电脑"),
    "DiskNearlyFull": ("硬盘快满了,只剩 {free} MB", "请先腾出至少 {needed} MB 再开始收费;账本没有改动"),
    "EarlierDayOpen": ("{day} 还没有结账", "请先结那一天的账"),
    "EnrolmentFileDamaged": ("登记文件已被改动或不完整", _DAMAGED),
    "EnrolmentFromTheFuture": ("登记文件由更新的程序写成", _UPDATE),
    "ImportRefused": (
        "文件有 {problems} 处问题,没有导入",
        "问题清单在 {report};改正后再导入,或用 --accept-problems 只取好的行",
    ),
    "FilesNotAsShown": ("{name} 在看过以后或读的时候改动过,没有导入", "请先保存并关闭它,再看一遍,再导入"),
    "JournalLineWrong": ("日志链 {chain} 第 {line} 行不对({reason})", "日志被改动过;请保留现场,联系所里管理员"),
    "KeysAlreadyThere": ("密钥文件已经存在", "旧密钥不会被覆盖;请换一个位置"),
    "KeysDamaged": ("密钥文件损坏", "请用备份恢复密钥,或重新登记本机"),
    "KeysFromTheFuture": ("密钥文件由更新的程序写成", _UPDATE),
    "KeysOfAnother": ("密钥不属于 {device} 号机的账本", "请选择与账本在一起的密钥文件"),
    "KeysReadableByOthers": ("别的用户也能读密钥文件(权限 {mode})", "请把权限改为仅本人可读写(0600)"),
    "LineNotItsOwn": (
        "日志链 {chain} 第 {line} 行写的不是这台电脑能记的事,或金额对不上",
        "没有收下任何内容;文件请留作证据,报告负责人,必要时停用这台电脑",
    ),
    "HouseholdUnknown": (
        "有一张收据是户号 {account} 的,所里的账上没有这一户,没有收下任何内容",
        "所里恢复过备份的,请先导入有这一户的档案或欠费文件,再收一次;否则文件请留作证据,报告负责人",
    ),
    "LineForked": ("日志链 {chain} 第 {line} 行第二次出现,内容却不同", "可能有两台电脑用了同一个机号;没有收下任何内容"),
    "MoneyNotUnderstood": ("看不懂金额「{text}」", "请输入数字,最多两位小数"),
    "MonthNotUnderstood": ("看不懂电费年月「{text}」", "请写成 202610 这样的六位数字"),
    "SlipKnown": ("银行回单 {slip} 的 {amount} 元已经登记过", "请核对回单号;一张回单只登记一次"),
    "MoreThanHeld": ("解款 {amount} 元多于已清点未解款的 {held} 元", "请核对缴款金额"),
    "NotAPackage": ("这不是本程序的数据包", "请选择所里或收费员给的文件"),
    "NotForThisSeat": ("只有另一台电脑的密钥能打开它", "请选择给本机的文件"),
    "NotOurBooks": ("这个数据库不是本程序的账本", "请选择另一个文件;它没有被改动"),
    "NotSealed": ("这不是密封的文件", "请选择所里或收费员给的文件"),
    "NothingToHandOver": ("没有要交所的内容", "所里已经确认了全部记录"),
    "NothingToIssue": ("没有可派的户", "请先导入用户档案和欠费"),
    "NothingToRemit": ("没有待解款的现金", "请先清点现金并结账"),
    "PackageChanged": ("文件被改动或不完整", _DAMAGED),
    "PackageForAnotherDevice": ("这是给 {device} 号机的包", "请选择给本机的文件"),
    "PackageForAnotherStation": ("这是供电所 {station} 的包", "请选择本所的文件"),
    "PackageFromRevokedDevice": ("{device} 号机已停用", "请联系所里管理员"),
    "PackageFromTheFuture": ("文件由更新的程序写成", _UPDATE),
    "PackageFromUnknownDevice": ("没有登记过 {device} 号机", "请先登记那台电脑"),
    "PackageKindWrong": ("包的种类不对", "收费员这边取线路包,所里收日包"),
    "PackageSealedForAnother": ("只有另一台电脑的密钥能打开它", "请选择给本机的文件"),
    "PackageSignedWithUnknownKey": ("签名不是 {device} 号机的", "文件来历不明,没有收下任何内容"),
    "PackageTooLarge": ("文件太大", "这不像本程序的数据包;请核对文件"),
    "PackageTruncated": ("文件不完整,可能优盘拔得太早", "请重新拷贝"),
    "PartPaymentNotAllowed": ("不收部分款;至少要 {needed} 元", "请收足整月的金额"),
    "PrepaymentNotAllowed": ("不收预收款,多出 {amount} 元", "请找零给客户"),
    "PromiseInThePast": ("约定的日子 {day} 已经过去", "请选今天或以后的日子"),
    "ReasonMissing": ("要写明原因", "请填写原因后再试"),
    "ReceiptAlreadyRemitted": ("收据 {number} 那天已结账", "更正请到供电所办理冲正"),
    "ReceiptAlreadyVoid": ("收据 {number} 已经作废", "号码保留,不再使用"),
    "ReceiptCodeFromTheFuture": ("票据码由更新的程序打印", _UPDATE),
    "ReceiptCodeNotUnderstood": ("这不是收据上的码", "请重新扫描"),
    "ReceiptCodeWrong": ("收据 {number} 与签名不符", "收据被改动过,或不是登记的电脑开的"),
    "ReceiptNotFromToday": ("收据 {number} 不是今天开的", "更正请到供电所办理冲正"),
    "ReceiptNumberNotValid": ("收据号码「{text}」不对", "请核对号码和校验位"),
    "ReceiptUnknown": ("没有收据 {number}", "请核对号码"),
    "ReferenceMissing": ("要填写流水号", "转账、刷卡和解款都要写明流水号"),
    "RouteOlderThanLoaded": ("已经取过更新的第 {loaded} 号线路包", "这份第 {number} 号包不用再取"),
    "SealCutShort": ("密封文件不完整", "请重新拷贝"),
    "SignatureWrong": ("签名不对", "文件来历不明,没有收下任何内容"),
    "SnapshotRowWrong": ("线路包的 {table} 第 {row} 行不对({field})", _DAMAGED),
    "StationCodeNotValid": ("供电所代码「{code}」不是八位数字", "请核对代码"),
    "TenderedTooLittle": ("收到的 {tendered} 元不够 {received} 元", "请核对实收现金"),
    "UndoTooLate": ("超过 {seconds} 秒不能撤销", "请重新记录这次上门的结果"),
    "VillageUnknown": ("没有叫 {village} 的村", "可选:{known}"),
    "VisitUnknown": ("没有这次上门记录", "收款请用作废"),
}
"""Class name of a refusal → what is not so, and advice; a test holds that none is missing."""


def as_written(text: str) -> str:
    """The Chinese a sentence was written in: for the terminal."""
    return text


def sentence(refusal: Refusal, translate: Callable[[str], str] = as_written) -> Sentence:
    """What a refusal means to the person in front of it; a window hands in its own translation."""
    what, advice = map(translate, TEMPLATES[type(refusal).__name__])
    facts = {name: _shown(value, translate) for name, value in refusal.facts.items()}
    return Sentence(what.format_map(facts), advice.format_map(facts))


def _shown(value: object, translate: Callable[[str], str]) -> str:
    if isinstance(value, Money):
        return value.grouped()
    if isinstance(value, CalendarProblem):
        return translate(CALENDAR[value])
    if isinstance(value, RuleField):
        return rule_name(value, translate)
    if isinstance(value, RuleBasis):
        return basis_words(value, translate)
    if isinstance(value, date):
        return near_day_words(value, translate)
    if isinstance(value, BillingMonth):
        return month_words(value, translate)
    if isinstance(value, (tuple, list, set, frozenset)):
        return "、".join(_shown(each, translate) for each in value)
    return str(value)
