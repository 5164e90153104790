#!/usr/bin/env python3
"""The two commands of a checkout; needs nothing but Python 3.11.

    python3 dev.py run                     the program on demo villages; with no screen the tour, see below
    python3 dev.py run --tour [DIR]        a whole working day in real windows, left as pictures and papers in DIR
    python3 dev.py run --seat station ...  the station's command line; any other arguments go to the program
    python3 dev.py test [ARGS]             ruff, mypy and every test; with arguments only pytest, on those

The first start makes .venv, installs the locked packages and, as root on Debian or Ubuntu, the system libraries that
are missing; elsewhere it says what is missing. The second start takes seconds.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import importlib.util
import locale
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-from"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOUR = ROOT / "tour"
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")

# A shared library and the packages that hold it; where a package was renamed, the newer name comes first.
QT_LIBRARIES = {
    "libGL.so.1": ["libgl1"],
    "libEGL.so.1": ["libegl1"],
    "libfontconfig.so.1": ["libfontconfig1"],
    "libglib-2.0.so.0": ["libglib2.0-0t64", "libglib2.0-0"],
    "libdbus-1.so.3": ["libdbus-1-3"],
    "libxkbcommon.so.0": ["libxkbcommon0"],
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": ["libxcb-cursor0"],
    "libxcb-icccm.so.4": ["libxcb-icccm4"],
    "libxcb-image.so.0": ["libxcb-image0"],
    "libxcb-keysyms.so.1": ["libxcb-keysyms1"],
    "libxcb-render-util.so.0": ["libxcb-render-util0"],
    "libxcb-render.so.0": ["libxcb-render0"],
    "libxcb-shape.so.0": ["libxcb-shape0"],
    "libxcb-util.so.1": ["libxcb-util1"],
    "libxcb-xkb.so.1": ["libxcb-xkb1"],
    "libxkbcommon-x11.so.0": ["libxkbcommon-x11-0"],
    "libwayland-cursor.so.0": ["libwayland-cursor0"],
    "libwayland-egl.so.1": ["libwayland-egl1"],
    "libcups.so.2": ["libcups2t64", "libcups2"],
}
# Programs that give the tests a second opinion; the tests that need a missing one are skipped, but not in CI.
TEST_PROGRAMS = {
    "age": ["age"],
    "openssl": ["openssl"],
    "zbarimg": ["zbar-tools"],
    "pdftotext": ["poppler-utils"],
    "initdb": ["postgresql"],
}


def main(arguments: list[str]) -> int:
    """Do one of the two commands; the exit code is the job's own."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python is started with
        raise SystemExit(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if command == "run":
            return run(rest)
        if command == "test":
            return test(rest)
    except subprocess.CalledProcessError as failure:
        raise SystemExit(f"This step failed, its own message is above: {' '.join(failure.cmd)}") from None
    except KeyboardInterrupt:
        return 130
    print(__doc__)
    return 0 if command in ("-h", "--help", "help") else 2


def run(arguments: list[str]) -> int:
    """Open the program, or drive the tour, or pass on to the station's command line."""
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or sys.platform != "linux"
    have_libraries({**QT_LIBRARIES, **(SCREEN_LIBRARIES if has_screen else {})})
    have_packages()
    if arguments[:2] == ["--seat", "station"]:
        return start("collector_desktop.app.cli", *arguments[2:])
    if arguments[:1] == ["--tour"]:
        return tour(Path(arguments[1]) if len(arguments) > 1 else TOUR)
    if not has_screen:
        say("There is no screen here: the tour drives the same windows offscreen.")
        return tour(TOUR)
    return start("collector_desktop.app.collector", *(arguments or ["--demo"]))


def tour(folder: Path) -> int:
    """A whole working day offscreen; its pictures, papers and summary are left in `folder`."""
    code = start("collector_desktop.app.tour", str(folder.resolve()), QT_QPA_PLATFORM="offscreen")
    say(f"The tour is in {folder.resolve()}" if code == 0 else "The tour did not finish.")
    return code


def test(arguments: list[str]) -> int:
    """Check the style, the types and the behaviour; with arguments only the tests they name."""
    have_libraries(QT_LIBRARIES)
    have_test_programs()
    have_packages()
    if arguments:
        return start("pytest", *arguments)
    workers = min(os.cpu_count() or 1, 4)
    checks = [("ruff", "check"), ("mypy",), ("pytest", "-n", str(workers))]
    failed = []
    for module, *rest in checks:
        say(" ".join([module, *rest]))
        if start(module, *rest) != 0:
            failed.append(module)
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def start(module: str, *arguments: str, **variables: str) -> int:
    """Run a module in .venv, in the foreground, and give its exit code."""
    command = [str(PYTHON), "-m", module, *arguments]
    return subprocess.call(command, cwd=ROOT, env={**environment(), **variables})


def environment() -> dict[str, str]:
    """This process's environment, with a locale that knows Chinese where it has none."""
    if sys.platform != "linux":
        return dict(os.environ)
    try:
        locale.setlocale(locale.LC_ALL, "")
        knows_chinese = locale.nl_langinfo(locale.CODESET) == "UTF-8"
    except locale.Error:
        knows_chinese = False
    return {**os.environ, **({} if knows_chinese else {"LC_ALL": "C.UTF-8"})}


def have_packages() -> None:
    """Make .venv and install the locked packages, unless that was done from this very lock with this Python."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest() + f" {sys.version} {ROOT}"
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        install([["python3-venv"]], why="Python can't make virtual environments")
    say(f"Installing the locked packages into {VENV} (the first time this takes a minute)")
    fresh = [] if in_venv("sys.version") == sys.version else ["--clear"]
    subprocess.run([sys.executable, "-m", "venv", *fresh, str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], check=True, env=environment())
    sources = Path(in_venv("sysconfig.get_path('purelib')")) / "collector-desktop-checkout.pth"
    sources.write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    STAMP.write_text(wanted, encoding="utf-8")


def in_venv(expression: str) -> str:
    """What the Python of .venv says an expression is; nothing where that Python is missing or broken."""
    ask = f"import sys, sysconfig; print({expression})"
    try:
        return subprocess.run([PYTHON, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def have_libraries(libraries: dict[str, list[str]]) -> None:
    """Install the shared libraries that Qt needs and this Linux lacks; stop if that can't be done here."""
    if sys.platform != "linux":
        return
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(map(int, version.split(".")[:2])) < (2, 34):
        raise SystemExit(f"Qt needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04); this system has {version}.")
    missing = [packages for library, packages in libraries.items() if not loads(library)]
    if missing:
        install(missing, why="the windows need system libraries")


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def have_test_programs() -> None:
    """Install the programs the tests compare with; where that can't be done, say so, and in CI stop."""
    missing = [packages for program, packages in TEST_PROGRAMS.items() if not is_installed(program)]
    if not missing:
        return
    if may_install() or os.environ.get("CI"):
        install(missing, why="the tests compare with other programs")
    else:
        say("Missing, so the tests that compare with them are skipped: " + how_to_install(missing))


def is_installed(program: str) -> bool:
    """Whether a program is on the path, or where Debian keeps PostgreSQL's."""
    return shutil.which(program) is not None or any(DEBIAN_POSTGRESQL.glob(f"*/bin/{program}"))


def may_install() -> bool:
    """Whether this is root on a system with apt."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[list[str]], why: str) -> None:
    """Install system packages with apt; for each the first of its names that exists. Stops where it may not."""
    if not may_install():
        raise SystemExit(f"Missing: {why}. {how_to_install(packages)}")
    say(f"Installing, because {why}: {' '.join(names[-1] for names in packages)}")
    refresh_apt_lists()
    chosen = [next(filter(is_known_to_apt, names), names[-1]) for names in packages]
    unasked = {**environment(), "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *chosen], check=True, env=unasked)


@functools.cache
def refresh_apt_lists() -> None:
    """Bring apt's lists up to date, once per start."""
    subprocess.run(["apt-get", "update", "-q"], check=True, env=environment())


def is_known_to_apt(package: str) -> bool:
    """Whether apt's lists hold a package of this name."""
    return subprocess.run(["apt-cache", "show", package], capture_output=True).returncode == 0


def how_to_install(packages: list[list[str]]) -> str:
    """What a person can do about missing system packages."""
    names = " ".join(names[-1] for names in packages)
    if shutil.which("apt-get"):
        return f"Run: sudo apt-get install --no-install-recommends {names}"
    return f"Install what Debian calls: {names}"


def say(line: str) -> None:
    """One line of our own among the output of other programs."""
    print(f"== {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
