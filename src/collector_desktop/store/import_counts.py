"""What an import did, counted while it does it."""

from dataclasses import astuple, dataclass

from collector_desktop.store.corrections import Correction


@dataclass(slots=True)
class Counts:
    """What an import did to the books. A re-import of the same files leaves every figure at zero."""

    accounts_added: int = 0
    accounts_changed: int = 0
    balances_changed: int = 0
    bills_added: int = 0
    bills_changed: int = 0
    bills_settled: int = 0
    bills_reopened: int = 0
    bills_held: int = 0
    """Changes of bills that are out, kept until they return."""

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(astuple(self))

    def note(self, correction: Correction) -> None:
        """Count what became of one known bill."""
        match correction:
            case Correction.NONE:
                pass
            case Correction.SETTLED:
                self.bills_settled += 1
            case Correction.REOPENED:
                self.bills_reopened += 1
            case Correction.CHANGED:
                self.bills_changed += 1
