"""A real PostgreSQL of the tests' own: no network, no durability, gone afterwards."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

OWNER = "zoushou"
DEBIAN_PLACE = Path("/usr/lib/postgresql")


class NoPostgres(Exception):
    """Why a cluster can't be had on this machine."""


@dataclass
class PostgresCluster:
    """A server that listens on a socket in its own folder only."""

    programs: Path
    folder: Path
    account: str | None
    """The user the server runs as, where the tests run as root: PostgreSQL refuses to be root."""

    def __post_init__(self) -> None:
        self._numbers = count(1)

    @classmethod
    def start(cls, folder: Path) -> "PostgresCluster":
        """Make and start a cluster in an empty folder with a short path. Raises NoPostgres."""
        cluster = cls(_programs(), folder, _account())
        if cluster.account:
            shutil.chown(folder, cluster.account)
        cluster._do("initdb", "--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "-N")
        fast = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        local = f"-c listen_addresses= -c unix_socket_directories={folder}"
        cluster._do("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", f"{fast} {local}")
        return cluster

    def stop(self) -> None:
        """Stop the server at once; nothing in it is worth a shutdown."""
        self._do("pg_ctl", "stop", "--mode", "immediate")

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"books_{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name}")
        return f"postgresql://{OWNER}@/{name}?host={self.folder}"

    def drop_database(self, url: str) -> None:
        """Drop a database, whoever is still connected."""
        self._tell(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def _tell(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True) as conn:
            conn.execute(statement.encode())

    def _do(self, program: str, *arguments: str) -> None:
        # The server outlives pg_ctl and would hold a pipe open, so what is said goes to a file.
        said = self.folder / "said"
        command = [str(self.programs / program), "--pgdata", str(self.folder / "data"), *arguments]
        with said.open("wb") as output:
            done = subprocess.run(
                command, user=self.account, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\n{said.read_text(errors='replace')}")


def _programs() -> Path:
    if sys.platform == "win32":
        raise NoPostgres("the tests start PostgreSQL on a Unix socket")
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(DEBIAN_PLACE.glob("*/bin/initdb"))
    if not found:
        raise NoPostgres("PostgreSQL's server is not installed")
    return found[-1].parent


def _account() -> str | None:
    import pwd  # not on Windows, where _programs has refused

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise NoPostgres("PostgreSQL refuses to run as root, and there is no other user")
