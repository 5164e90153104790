"""What every test stands on: no screen, no folders of the user's own, and a PostgreSQL for the tests alone."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt: without a display it aborts the whole process instead of raising.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import HealthCheck, settings
from postgres_cluster import NoPostgres, PostgresCluster
from sqlalchemy import Connection, Engine, event

from collector_desktop.app.paths import Places
from collector_desktop.ui.cycles import collect_due

USER_FOLDER_VARIABLES = (
    "HOME",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_DOCUMENTS_DIR",
)

# A slow machine is no reason to fail: no deadlines, and no complaint about the time values take to make.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), max_examples=200, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a home of its own, so that no test can reach the user's folders.

    Cycles are collected on the main thread only, as in the program: between the tests.
    """
    gc.disable()
    home = Path(tempfile.mkdtemp(prefix="home-of-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for variable in USER_FOLDER_VARIABLES:
        os.environ[variable] = str(home if variable == "HOME" else home / variable.lower())


@pytest.fixture(autouse=True)
def _nothing_in_the_users_folders() -> Iterator[None]:
    """A test that writes where a user's files belong, instead of in its tmp_path, fails and says so."""
    yield
    written = [folder for folder in Places.of_user().folders() if folder.exists()]
    for folder in written:
        shutil.rmtree(folder)
    assert not written, f"this test wrote to the user's own folders instead of tmp_path: {written}"


@pytest.fixture(autouse=True)
def _cycles_are_collected_on_the_main_thread() -> Iterator[None]:
    yield
    collect_due()


_ENGINES_IN_USE: set[Engine] = set()


@event.listens_for(Engine, "engine_connect")
def _remember_engine(conn: Connection) -> None:
    _ENGINES_IN_USE.add(conn.engine)


@pytest.fixture(autouse=True)
def _idle_connections_are_closed() -> Iterator[None]:
    """From Python 3.13 on a connection left to the collector warns, and the warning would fail some later test."""
    yield
    while _ENGINES_IN_USE:
        _ENGINES_IN_USE.pop().dispose()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """A server for this run; where there is none the test is skipped, but in CI it fails."""
    # A socket's path may have about a hundred characters, and pytest's own folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        cluster = PostgresCluster.start(folder)
    except NoPostgres as reason:
        if os.environ.get("CI"):
            pytest.fail(str(reason))
        pytest.skip(str(reason))
    yield cluster
    cluster.stop()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of this test alone."""
    url = postgres_cluster.new_database()
    yield url
    postgres_cluster.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of empty books in a file, then on a server: a test that takes it runs once on each."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite:///{(tmp_path / 'books.db').as_posix()}"
