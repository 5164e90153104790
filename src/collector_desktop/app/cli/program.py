"""The commands together, and their exit codes: 0 done, 1 refused, 2 wrong usage."""

from collections.abc import Sequence
from typing import Any

import typer

from collector_desktop.app.cli.backups import add_backup_commands
from collector_desktop.app.cli.cash import add_cash_commands
from collector_desktop.app.cli.command import with_common_options
from collector_desktop.app.cli.court import add_court_commands
from collector_desktop.app.cli.deciding import add_deciding_commands
from collector_desktop.app.cli.devices import add_device_commands
from collector_desktop.app.cli.importing import add_import_command
from collector_desktop.app.cli.plans import add_plan_commands
from collector_desktop.app.cli.receipts import add_receipt_command
from collector_desktop.app.cli.recovery import add_recovery_commands
from collector_desktop.app.cli.reports import add_report_commands
from collector_desktop.app.cli.routes import add_route_commands
from collector_desktop.app.cli.rules import add_rule_commands
from collector_desktop.app.cli.savings import add_savings_commands
from collector_desktop.app.cli.seats import add_seat_commands
from collector_desktop.app.cli.staff import add_staff_commands
from collector_desktop.app.cli.terms import add_terms_commands
from collector_desktop.app.cli.verifying import add_verify_command
from collector_desktop.app.cli.window import add_window_command

NAME = "collector-station"


def program() -> typer.Typer:
    """Every command of the station."""
    app = typer.Typer(
        name=NAME,
        help="走收 · 供电所:建账、登记、导入、派工、收件、审批、报表、备份、查验。退出码:0 完成,1 被拒绝,2 用法不对。",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(with_common_options(_remember))
    add_seat_commands(app)
    add_device_commands(app)
    add_staff_commands(app)
    add_recovery_commands(app)
    add_rule_commands(app)
    add_import_command(app)
    add_route_commands(app)
    add_deciding_commands(app)
    add_cash_commands(app)
    add_savings_commands(app)
    add_terms_commands(app)
    add_plan_commands(app)
    add_court_commands(app)
    add_report_commands(app)
    add_backup_commands(app)
    add_verify_command(app)
    add_receipt_command(app)
    add_window_command(app)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; `arguments` are those of the process if none are given. Returns the exit code."""
    try:
        program()(args=None if arguments is None else list(arguments), prog_name=NAME)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _remember(ctx: typer.Context, **options: Any) -> None:
    """Options given before the command hold for it too."""
    ctx.obj = {name: value for name, value in options.items() if value}
