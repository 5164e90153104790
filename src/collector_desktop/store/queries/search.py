"""Search by everything: one joined text in memory and `str.find`, so that a keystroke costs milliseconds."""

import unicodedata
from bisect import bisect_right

from sqlalchemy import Connection, select

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.snapshot import AccountRow

_ENOUGH = 300
"""A text found this often says nothing; the search ends there."""


class Found(Value):
    """One account that matches."""

    account: AccountNumber
    name: str
    address: str
    village: str


class AccountIndex:
    """All accounts of these books, searchable by pinyin, name, account, meter or pole number and phone tail."""

    def __init__(self, entries: list[tuple[Found, str]]) -> None:
        self._found = [found for found, _ in entries]
        self._places = {found.account: index for index, found in enumerate(self._found)}
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for _, keys in entries:
            line = f"\n{keys}\n"
            self._starts.append(at)
            parts.append(line)
            at += len(line)
        self.text = "".join(parts)
        """All entries, joined by line ends."""

    @classmethod
    def load(cls, conn: Connection) -> "AccountIndex":
        """The index of all accounts, in paper order."""
        return cls(
            [
                (
                    Found(account=AccountNumber(row.number), name=row.name, address=row.address, village=row.village),
                    folded(
                        " ".join((row.name, row.search_keys, row.number, row.meter_number, row.address, row.phones))
                    ),
                )
                for row in conn.execute(
                    select(
                        AccountRow.number,
                        AccountRow.name,
                        AccountRow.search_keys,
                        AccountRow.meter_number,
                        AccountRow.address,
                        AccountRow.village,
                        AccountRow.phones,
                    ).order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)
                )
            ]
        )

    def __len__(self) -> int:
        return len(self._found)

    def keys_of(self, account: AccountNumber) -> str:
        """Everything one account is found by, folded; nothing if these books don't know it."""
        index = self._places.get(account)
        if index is None:
            return ""
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[index] : end].strip("\n")

    def find(self, text: str, limit: int = 50) -> tuple[Found, ...]:
        """The accounts in which every word of the text occurs: those with a word that begins so first, paper order."""
        words = folded(text).split()
        if not words:
            return ()
        longest = max(words, key=len)
        others = [word for word in words if word is not longest]
        begins: list[int] = []
        contains: list[int] = []
        position = self.text.find(longest)
        while position >= 0 and len(begins) < limit and len(contains) < _ENOUGH:
            index = bisect_right(self._starts, position) - 1
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
            line = self.text[self._starts[index] : end]
            if all(word in line for word in others):
                whole = f" {longest}" in line or f"\n{longest}" in line
                (begins if whole else contains).append(index)
            position = self.text.find(longest, end)
        return tuple(self._found[index] for index in [*begins, *contains][:limit])


def folded(text: str) -> str:
    """Text as it is compared: one width, one case, no line ends."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\n", " ").replace("|", " ")
