"""The arrows of the design point down only, and each library has one house."""

import sys

import pytest
from pytest_archon import archrule
from pytest_archon.collect import ImportMap

PACKAGE = "collector_desktop"

MAY_USE = {
    "domain": (),
    "security": ("domain",),
    "store": ("domain", "security"),
    "exchange": ("domain", "security", "store"),
    "printing": ("domain", "security", "store"),
    "services": ("domain", "security", "store", "exchange", "printing"),
    "ui": ("domain", "security", "store", "exchange", "printing", "services"),
    "app": ("domain", "security", "store", "exchange", "printing", "services", "ui"),
}
"""For each layer those below it."""

HOUSES = {
    "PySide6": ("ui", "app"),
    "shiboken6": ("ui", "app"),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "reportlab": ("printing",),
    "pypdfium2": ("printing",),
    "segno": ("printing",),
    "cryptography": ("security",),
    "pyrage": ("security",),
    "python_calamine": ("exchange",),
    "platformdirs": ("app",),
    "typer": ("app",),
    "rich": ("app",),
}
"""For each library the only layers that import it."""


def modules(*layers: str) -> list[str]:
    """Patterns of a layer's package and of everything in it."""
    return [pattern for layer in layers for pattern in (f"{PACKAGE}.{layer}", f"{PACKAGE}.{layer}.*")]


@pytest.mark.parametrize("layer", MAY_USE)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    others = [other for other in MAY_USE if other != layer and other not in MAY_USE[layer]]
    rule = archrule(f"{layer} imports only what lies below it").match(*modules(layer))
    rule.should_not_import(*(modules(*others) or ["nothing"])).check(PACKAGE, only_direct_imports=True)


@pytest.mark.parametrize("library", HOUSES)
def test_a_library_is_imported_only_in_its_house(library: str) -> None:
    rule = archrule(f"{library} stays in {HOUSES[library]}").match(f"{PACKAGE}*").exclude(*modules(*HOUSES[library]))
    rule.should_not_import(library, f"{library}.*").check(PACKAGE, only_direct_imports=True)


def test_the_domain_knows_the_standard_library_and_pydantic_only() -> None:
    def imports_little(module: str, direct: set[str], _all: ImportMap) -> bool:
        allowed = {PACKAGE, "pydantic", "pydantic_core"} | ({"borax"} if module == f"{PACKAGE}.domain.lunar" else set())
        return {name.partition(".")[0] for name in direct} <= allowed | sys.stdlib_module_names

    archrule("a small domain").match(*modules("domain")).should(imports_little).check(PACKAGE)


def test_the_domain_asks_neither_the_disk_nor_the_system() -> None:
    rule = archrule("no disk, no environment in the domain").match(*modules("domain"))
    rule.should_not_import("os", "os.*", "pathlib", "io", "sqlite3", "socket", "subprocess", "locale", "time").check(
        PACKAGE, only_direct_imports=True
    )


def test_every_layer_of_the_design_is_watched() -> None:
    def is_in_a_layer(module: str, _direct: set[str], _all: ImportMap) -> bool:
        return module in {PACKAGE, f"{PACKAGE}.resources"} or module.split(".")[1] in MAY_USE

    archrule("no module outside the layers").match(f"{PACKAGE}*").should(is_in_a_layer).check(PACKAGE)
