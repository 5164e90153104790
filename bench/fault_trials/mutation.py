"""Mutations of a file: what a bad stick, a bad copy or a bad person does to its bytes."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

_BLOCK = 4096
_GROWN = 1 << 16
_NUMBERS = (b"9" * 40, b"-1", b"1e400", b"0", b"NaN", b"99999999999999999999")


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the files with one to three things done to it."""
    data = chance.choice(seeds)
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_WAYS)(data, chance.choice(seeds), chance)
    return data


def mutated_inside(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the archives with something done to one of its members; other files as `mutated` does."""
    data = chance.choice(seeds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return mutated(seeds, chance)
    name = chance.choice(sorted(members))
    match chance.randrange(4):
        case 0:
            del members[name]
        case 1:
            members[name] = members[chance.choice(sorted(members))]
        case _:
            members[name] = mutated([members[name]], chance)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    return file.getvalue()


def _flip(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _drop(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:at] + data[end:]


def _double(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:end] + data[at:end] * chance.randint(1, 3) + data[end:]


def _swap(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    first, end = _span(data, chance)
    second = chance.randint(end, len(data))
    after = min(second + end - first, len(data))
    return data[:first] + data[second:after] + data[end:second] + data[first:end] + data[after:]


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _grow(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    filling = chance.choice((bytes(1), b"[", b"<", b",", b"\n", b'"', b"\xff"))
    return data[:at] + filling * chance.randint(1, _GROWN) + data[at:]


def _overwrite(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:at] + chance.randbytes(end - at) + data[end:]


def _number(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    digits = next((i for i in range(at, min(at + _BLOCK, len(data))) if data[i : i + 1].isdigit()), at)
    return data[:digits] + chance.choice(_NUMBERS) + data[digits + 1 :]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    at = chance.randint(0, len(data))
    return at, min(at + chance.randint(1, _BLOCK), len(data))


_WAYS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _drop,
    _double,
    _swap,
    _splice,
    _grow,
    _overwrite,
    _number,
)
