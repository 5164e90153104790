"""The locks hold everything pyproject.toml asks for, each with its hashes, from nowhere in particular."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"[A-Za-z0-9._-]+")


def asked_for(extra: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wishes = [*project["dependencies"], *project["optional-dependencies"][extra]]
    return {found.group().lower() for wish in wishes if (found := NAME.match(wish))}


def locked(file: str) -> dict[str, int]:
    """The number of hashes by package."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {line.partition("==")[0]: line.count("--hash=sha256:") for line in entries}


LOCKS = pytest.mark.parametrize(
    ("file", "extra"), [("requirements.lock", "test"), ("requirements-build.lock", "build")]
)


@LOCKS
def test_everything_asked_for_is_locked_with_a_hash(file: str, extra: str) -> None:
    packages = locked(file)
    assert asked_for(extra) <= packages.keys()
    assert all(packages.values())


@LOCKS
def test_a_lock_names_no_registry(file: str, extra: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text


def test_both_locks_agree_on_every_version() -> None:
    versions = [
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / file).read_text(), re.MULTILINE))
        for file in ("requirements.lock", "requirements-build.lock")
    ]
    both = versions[0].keys() & versions[1].keys()
    assert {name: versions[0][name] for name in both} == {name: versions[1][name] for name in both}
