"""Who at the station decides what."""

from pydantic import Field

from collector_desktop.domain.value import Value


class RequestsPolicy(Value):
    """Deciding what the collectors ask for."""

    manager_decides: frozenset[str] = Field(
        frozenset({"disconnection", "unmasked_list", "deposit_refund"}),
        description="practice: the approver by class; the others a clerk may decide",
    )
