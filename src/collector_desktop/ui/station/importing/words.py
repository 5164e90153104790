"""Words of an import: what a column holds, what an import would do."""

from collector_desktop.domain.money import Money
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.reading import ReadTable, Totals
from collector_desktop.services.importing import Effect
from collector_desktop.ui.words import tr, yuan

FIELDS = {
    Field.STATION: "供电单位",
    Field.ACCOUNT: "户号",
    Field.NAME: "户名",
    Field.OLD_NUMBER: "原户号",
    Field.ADDRESS: "用电地址",
    Field.PHONES: "电话",
    Field.ID_NUMBER: "证件号(不保存)",
    Field.USER_CLASS: "用户分类",
    Field.USE: "用电类别",
    Field.USE_CODE: "电价码",
    Field.USE_NAME: "电价名称",
    Field.STATUS: "用户状态",
    Field.SECTION: "抄表段",
    Field.SECTION_NAME: "抄表段名称",
    Field.SEQUENCE: "抄表序号",
    Field.METER: "表号",
    Field.AREA: "台区",
    Field.PREPAY: "预收余额",
    Field.DEPOSIT: "保证金",
    Field.MONTH: "电费年月",
    Field.KIND: "电费类型",
    Field.KWH: "电量",
    Field.AMOUNT: "应收电费",
    Field.OWED: "还欠",
    Field.PAID: "实收",
    Field.STATE: "是否结清",
    Field.PREVIOUS: "起度",
    Field.PRESENT: "止度",
    Field.MULTIPLIER: "倍率",
    Field.DUE: "交费截止日",
    Field.PENALTY_START: "违约金起算日",
    Field.PENALTY_DAYS: "违约金天数",
    Field.PENALTY: "应收违约金",
    Field.PENALTY_PAID: "实收违约金",
}
"""What a column of a station's export is understood as; banks' results and contracts have their own places."""


def columns_word(table: ReadTable) -> str:
    """How each column was understood, a header of the same name said once, and what was left unread."""
    told = [
        header if header == (word := tr(FIELDS[field])) else f"{header} → {word}" for header, field in table.columns
    ]
    lines = [tr("认出的列:{columns}").format(columns=" · ".join(told))]
    if table.unread:
        lines.append(tr("没有用到的列:{columns}").format(columns=" · ".join(table.unread)))
    return "\n".join(lines)


def totals_word(totals: Totals) -> str:
    """What the files say together."""
    said = tr("{accounts} 户,{bills} 笔账单,未结 {open} 笔共 {total}").format(
        accounts=totals.accounts,
        bills=totals.all_ledger_rows,
        open=totals.open_bills,
        total=yuan(Money(totals.open_fen)),
    )
    held = tr("预收 {prepay},保证金 {deposit}").format(
        prepay=yuan(Money(totals.prepay_fen)), deposit=yuan(Money(totals.deposit_fen))
    )
    return f"{said}\n{held}"


def effect_lines(effect: Effect) -> tuple[tuple[str, str], ...]:
    """What an import does, name and figure; what is nought is left out."""
    counts = effect.counts
    numbers = (
        (tr("新的户"), counts.accounts_added),
        (tr("资料有变的户"), counts.accounts_changed),
        (tr("余额有变的户"), counts.balances_changed),
        (tr("新的账单"), counts.bills_added),
        (tr("有变的账单"), counts.bills_changed),
        (tr("结清的账单"), counts.bills_settled),
        (tr("恢复欠费的账单"), counts.bills_reopened),
        (tr("在途暂存,回来再改"), counts.bills_held),
        (tr("退费冲抵"), effect.refunds),
    )
    lines = [(name, f"{number:,}") for name, number in numbers if number]
    if effect.offset:
        lines.append((tr("预收冲抵"), yuan(effect.offset)))
    return tuple(lines)


def missing_word(effect: Effect, *, settled: bool) -> str:
    """Open bills that these files don't name any more; empty if there are none."""
    if not effect.missing.bills:
        return ""
    said = (
        tr("上次还欠的 {bills} 笔共 {total} 不再列出,算已在别处结清")
        if settled
        else tr("上次还欠的 {bills} 笔共 {total} 不再列出,照旧不动")
    )
    return said.format(bills=len(effect.missing.bills), total=yuan(effect.missing.open))
