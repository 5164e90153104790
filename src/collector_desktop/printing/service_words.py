"""The words of the free service, the same on every slip and on screen."""

from collector_desktop.domain.entitlement import Ground
from collector_desktop.domain.service_check import CheckItem, CheckResult, Confirmation

ITEMS = {
    CheckItem.LEAKAGE_PROTECTOR: "漏电保护器",
    CheckItem.WIRES: "进户线、室内线",
    CheckItem.SWITCH: "闸刀、开关",
    CheckItem.SOCKETS: "插座、插头",
    CheckItem.METER_SEAL: "电表封印",
}
LOOK_AT = {
    CheckItem.LEAKAGE_PROTECTOR: "按试验钮能跳闸,合上能送电",
    CheckItem.WIRES: "不破皮、不老化,没有私拉乱接",
    CheckItem.SWITCH: "不发热无焦痕,没有铜丝代保险丝",
    CheckItem.SOCKETS: "不松动,有地线,大电器不合用",
    CheckItem.METER_SEAL: "齐全;不齐不动手,报供电所",
}
RESULTS = {CheckResult.OK: "合格", CheckResult.FAULT: "不合格", CheckResult.NOT_CHECKED: "未查"}
CONFIRMATIONS = {
    Confirmation.SIGNED_ON_SCREEN: "客户在屏上签字",
    Confirmation.SIGNED_ON_PAPER: "客户在纸上签字",
    Confirmation.FINGERPRINT_ON_PAPER: "客户在纸上按指印",
    Confirmation.NOBODY_SIGNED: "没有签字",
}
GROUNDS = {Ground.PROMPT_PAYER: "按时交费户", Ground.SAVER: "银行代扣户"}
