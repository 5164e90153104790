"""`policy`, `set-policy`, `load-holidays`: the station's rules, each with the law it comes from."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.rules import RULES, value_of
from collector_desktop.services.rule_labels import basis_words, rule_name
from collector_desktop.services.rules_words import holidays_words, set_words, value_words
from collector_desktop.services.setting_policy import RulesSet, SetRules, load_holidays, set_rules
from collector_desktop.store.queries import policies

_HEADERS = ("参数", "名称", "现在", "依据")
_Reason = Annotated[str, typer.Option(help="为什么改,如文件名称、文号")]


def add_rule_commands(app: typer.Typer) -> None:
    """List and set the rules, load holidays."""
    add_command(app, "policy", _policy, "列出全部参数:名称、现在的内容、依据,和改过的记录")
    add_command(app, "set-policy", _set, "改一项参数(所长办);下次派工后各笔记本生效")
    add_command(app, "load-holidays", _load, "装入国务院每年的放假安排(所长办)")


def _policy(station: Station) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        now, history = policies.policy(conn), policies.history(conn)
    said, _warns = holidays_words(now.holidays, station.stamp.business_day)
    station.terminal.answer(
        {"policy": now.model_dump(mode="json"), "history": [act.model_dump(mode="json") for act in history]},
        f"第 {now.version} 版,{len(RULES)} 项;{said}",
    )
    for group, rules in groupby(RULES.values(), key=lambda rule: rule.group):
        rows = [
            (rule.field, rule_name(rule.field), value_words(rule, value_of(now, rule.field)), basis_words(rule.field))
            for rule in rules
        ]
        station.terminal.table(rule_name(group), _HEADERS, rows)
    changes = [(act.version, act.business_day, act.by, set_words(act), act.reason) for act in history]
    station.terminal.table("改过的", ("版", "日期", "工号", "改动", "原因"), changes)


def _set(
    station: Station,
    field: Annotated[str, typer.Argument(help="参数,如 penalty.cap_percent;用 policy 列出")],
    value: Annotated[str, typer.Argument(help="新的内容,照 policy 列出的样子写;金额写元")],
    reason: _Reason,
) -> None:
    with station.books() as (ledger, _keys):
        with ledger.reading() as conn:
            version = policies.policy(conn).version
        asked = SetRules(id=new_act_id(), version=version, wanted={field: value}, reason=reason)
        done = set_rules(ledger, asked, station.stamp)
    _tell(station, done)


def _load(
    station: Station,
    file: Annotated[Path, typer.Argument(help="放假安排文件(JSON)", metavar="FILE")],
    reason: _Reason = "国务院办公厅放假安排",
) -> None:
    with station.books() as (ledger, _keys):
        with ledger.reading() as conn:
            version = policies.policy(conn).version
        done = load_holidays(ledger, file, new_act_id(), version, reason, station.stamp)
        with ledger.reading() as conn:
            now = policies.policy(conn)
    _tell(station, done)
    said, warns = holidays_words(now.holidays, station.stamp.business_day)
    if warns:
        station.terminal.warn(said)


def _tell(station: Station, done: RulesSet) -> None:
    assert done.said is not None, "a fresh act id was posted"
    station.terminal.answer(
        {"version": done.version, "changes": [each.model_dump() for each in done.said.changes]},
        f"{set_words(done.said)};参数第 {done.version} 版,下次派工后各笔记本生效",
    )
