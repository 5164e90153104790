"""Bank-debit savers (电费储蓄, 代扣): how many of a village's households the station would like to win."""

from pydantic import Field

from collector_desktop.domain.value import Value


class VillageTarget(Value):
    """A village's own target."""

    village: str
    percent: int = Field(ge=0, le=100)


class SaverPolicy(Value):
    """Targets for households whose bank pays; nobody is obliged to (电力法 art. 44: nothing but the fee is taken)."""

    target_percent: int = Field(30, ge=0, le=100, description="default: share of a village's households")
    targets: tuple[VillageTarget, ...] = Field((), description="villages whose target is another one")

    def target_of(self, village: str) -> int:
        """The percentage for a village."""
        return next((each.percent for each in self.targets if each.village == village), self.target_percent)
