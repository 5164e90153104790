"""What problems are called, in Chinese, for the people who send and read the exports."""

from collections.abc import Callable

from collector_desktop.exchange.station_export.problems import Problem, Reason, Severity

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "请核对", Severity.NOTE: "说明"}

SENTENCES = {
    Reason.FILE_NOT_FOUND: "文件打不开:{why}",
    Reason.FILE_EMPTY: "文件是空的",
    Reason.FILE_TOO_LARGE: "文件太大,超过 {limit}",
    Reason.FILE_DAMAGED: "文件已损坏,请重新导出",
    Reason.FILE_PROTECTED: "文件有密码,请用 Excel 或 WPS 打开,去掉密码后另存",
    Reason.FILE_IS_WEB_PAGE: "这是网页,不是表格:请用 Excel 或 WPS 打开,另存为 .xlsx",
    Reason.FILE_FORM_UNKNOWN: "不认识的文件格式:请另存为 .xlsx",
    Reason.ENCODING_UNKNOWN: "文字编码既不是 UTF-8 也不是 GB18030,该行为:{preview}",
    Reason.ENCODING_MIXED: "文件里混用了两种文字编码,该行为:{preview}",
    Reason.TOO_MANY_CELLS: "表格太大:最多 {rows} 行、{columns} 列;请删去远处的空行空列或分段导出",
    Reason.COLUMNS_NOT_RECOGNISED: "认不出表头;最像{nearest},缺少:{missing};读到:{found}",
    Reason.COLUMN_TWICE: "有两列同名,只读第一列",
    Reason.SHEET_HIDDEN: "隐藏的工作表,没有读",
    Reason.SHEET_WITHOUT_ROWS: "空工作表",
    Reason.QUOTE_NOT_CLOSED: "引号没有配对,后面的行被并入一格",
    Reason.MORE_OF_THE_SAME: "同类问题还有 {count} 处",
    Reason.ACCOUNT_MISSING: "没有户号",
    Reason.ACCOUNT_NOT_UNDERSTOOD: "户号不是数字:{text}",
    Reason.ACCOUNT_IN_SCIENTIFIC_FORM: "户号被写成科学计数,末几位已丢失:{text}",
    Reason.ACCOUNT_TOO_LONG: "户号有 {digits} 位,应为 {width} 位",
    Reason.ACCOUNT_UNKNOWN: "户号 {account} 不在用户档案里",
    Reason.ACCOUNT_WITHOUT_NAME: "户号 {account} 没有任何文件给出户名",
    Reason.ACCOUNT_DIFFERS: "户号 {account}:这里是「{here}」,{other_file} 第 {other_row} 行是「{there}」",
    Reason.ZEROS_RESTORED_BY_ARCHIVE: "{count} 个户号丢了前面的零,已按用户档案补上,如 {example}",
    Reason.ZEROS_RESTORED_BY_WIDTH: "{count} 个户号位数不足,已在前面补零,如 {example}",
    Reason.ID_NUMBERS_DROPPED: "{count} 格证件号码已丢弃,没有保存",
    Reason.PHONE_NOT_UNDERSTOOD: "不是电话号码,已略去:{text}",
    Reason.TEXT_CUT: "文字太长,只留前 {limit} 字",
    Reason.MONTH_MISSING: "没有电费年月",
    Reason.MONTH_NOT_UNDERSTOOD: "电费年月看不懂:{text}",
    Reason.STATE_MISSING: "没有写是否结清",
    Reason.AMOUNT_MISSING: "没有金额",
    Reason.AMOUNT_NOT_UNDERSTOOD: "金额看不懂:{text}",
    Reason.AMOUNT_WITH_MORE_DECIMALS: "金额多于两位小数:{text}",
    Reason.AMOUNT_TOO_LARGE: "金额太大:{text}",
    Reason.NUMBER_NOT_UNDERSTOOD: "数字看不懂:{text}",
    Reason.DATE_NOT_UNDERSTOOD: "日期看不懂:{text}",
    Reason.STATE_NOT_UNDERSTOOD: "状态看不懂:{text}",
    Reason.OPEN_BEYOND_AMOUNT: "欠费 {open} 超出应收 {amount}",
    Reason.PAID_DOES_NOT_ADD_UP: "应收 {amount} 减实收 {paid} 不等于欠费 {open}",
    Reason.SETTLED_BUT_OPEN: "状态与欠费 {open} 不符",
    Reason.BALANCE_NEGATIVE: "余额是负数:{amount}",
    Reason.PENALTY_WITHOUT_DATE: "违约金 {amount} 没有截止日期,没有采用",
    Reason.PENALTY_START_DOUBTFUL: "按设置算到 {counted_to},与打印日期 {printed_on} 差一天:请核对违约金起算设置",
    Reason.ROW_TWICE: "与 {other_file} 第 {other_row} 行重复,只算一次",
    Reason.ROW_TWICE_DIFFERENTLY: "与 {other_file} 第 {other_row} 行是同一笔,内容却不同;没有相加",
    Reason.FILES_DISAGREE: "户号 {account} {month}:这里是 {here},{other_file} 第 {other_row} 行是 {there};没有相加",
    Reason.TOTAL_DIFFERS: "合计行写 {stated},各行加起来是 {read}:可能缺行",
    Reason.REMARK_SKIPPED: "看作备注,没有读:{text}",
    Reason.AMOUNT_NOT_POSITIVE: "金额要大于零:{text}",
    Reason.RESULT_MISSING: "没有写扣款结果",
    Reason.RESULT_NOT_UNDERSTOOD: "扣款结果看不懂:{text};请写成功或失败",
    Reason.BILL_UNKNOWN: "账本里没有户号 {account} {month} 的电费:请先导入当月电费",
    Reason.CONTRACT_NUMBER_MISSING: "没有合同编号",
    Reason.SIGNED_ON_MISSING: "没有签订日期",
    Reason.SIGNED_IN_THE_FUTURE: "签订日期 {on} 还没有到",
    Reason.RATE_NOT_UNDERSTOOD: "违约金比例看不懂:{text};请写成 1‰ 这样",
    Reason.RATE_OVER_THE_LAW: "约定每日 {permille}‰,超过规定的 {most}‰;照样登记,违约金按规定的算",
    Reason.CAP_NOT_UNDERSTOOD: "违约金上限看不懂:{text};请写成 30% 这样",
    Reason.CONTRACT_OLDER: "户号 {account} 已登记了 {on} 签订的合同 {number},这份更早,没有取",
}


def sentence(problem: Problem, say: Callable[[str], str] = str) -> str:
    """The problem as one sentence, in Chinese if nobody hands in another language."""
    return say(SENTENCES[problem.reason]).format_map(problem.facts)
