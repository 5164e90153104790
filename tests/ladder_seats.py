"""The ladder in short words for tests over both seats; the first of three households owes since 10 December."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from PIL import Image

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cases import CallWay
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.notices import (
    CutCheckItem,
    CutCheckLine,
    Proof,
    ProofKind,
)
from collector_desktop.domain.requests import DisconnectionWanted, Role
from collector_desktop.domain.visit import Slot
from collector_desktop.services import cutting, enforcing, noticing, serving_notices
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.cases import Case, case

ONE, TWO, THREE = (AccountNumber(number) for number in ("4100000001", "4100000002", "4100000003"))
BILL = BillId("4100000001-202610-正常电费")
DUNNED = date(2026, 12, 15)
APPLIED = date(2027, 1, 11)
"""A Monday, 32 days after the due date of 10 December."""
NOTICED = APPLIED + timedelta(days=1)
CUT = NOTICED + timedelta(days=7)
PAPER = NewFile(content=b"%PDF-1.7 paper", media=MediaType.PDF, title="催费通知单")
PHOTO = NewFile(content=b"\xff\xd8\xff" + bytes(80), media=MediaType.JPEG, title="门口照片")
SIGNED = Proof(kind=ProofKind.SIGNED, received_by="阎01")
ALL_CLEAR = tuple(CutCheckLine(item=item, clear=True) for item in CutCheckItem)


def _signature() -> NewFile:
    out = BytesIO()
    Image.new("L", (120, 40), 255).save(out, "PNG")
    return NewFile(content=out.getvalue(), media=MediaType.PNG, title="签收签名")


SIGNATURE = _signature()


def standing(ledger: Ledger, on: date, account: AccountNumber = ONE) -> Case:
    """The case of a household."""
    with ledger.reading() as conn:
        found = case(conn, account, on, policies.policy(conn))
    assert found is not None
    return found


def demand(ledger: Ledger, at: Stamp, account: AccountNumber = ONE) -> ActId:
    """A dunning notice issued with its paper."""
    with ledger.reading() as conn:
        draft = noticing.draft_dunning(ledger, conn, account, at)
    wanted = noticing.IssueDunning(id=new_act_id(), notice=draft)
    noticing.issue_dunning(ledger, wanted, at)
    return wanted.id


def serve(ledger: Ledger, notice: ActId, at: Stamp, proof: Proof = SIGNED, *files: NewFile) -> ActId:
    """A notice handed over; signed for on the screen if nothing else is said."""
    kept = files or ((SIGNATURE,) if proof is SIGNED else ())
    wanted = serving_notices.ServeNotice(id=new_act_id(), notice=notice, slot=Slot.MORNING, proof=proof, files=kept)
    serving_notices.serve(ledger, wanted, at)
    return wanted.id


def apply(ledger: Ledger, at: Stamp) -> ActId:
    """A disconnection asked for."""
    wanted = enforcing.ApplyForDisconnection(id=new_act_id(), account=ONE, reason="三次上门未交")
    enforcing.apply_for_disconnection(ledger, wanted, at)
    return wanted.id


def approve(ledger: Ledger, request: ActId, at: Stamp, granted: DisconnectionWanted | None = None) -> None:
    """The manager's approval."""
    decided = Decide(request=request, approved=True, reason="", granted=granted, decided_by="郑所长", role=Role.MANAGER)
    decide(ledger, decided, at)


def announce(ledger: Ledger, at: Stamp, cut_on: date = CUT) -> ActId:
    """A disconnection notice issued."""
    with ledger.reading() as conn:
        draft = noticing.draft_disconnection(ledger, conn, ONE, cut_on, at)
    wanted = noticing.IssueDisconnection(id=new_act_id(), notice=draft)
    noticing.issue_disconnection(ledger, wanted, at)
    return wanted.id


def call(ledger: Ledger, at: Stamp) -> None:
    """The household told again."""
    cutting.call(ledger, cutting.MakeCall(id=new_act_id(), account=ONE, way=CallWay.PHONE, spoke_to="阎01"), at)


def check(ledger: Ledger, at: Stamp, lines: tuple[CutCheckLine, ...] = ALL_CLEAR) -> None:
    """The list gone through."""
    cutting.check(ledger, cutting.DoCheck(id=new_act_id(), account=ONE, lines=lines), at)


def cut(ledger: Ledger, at: Stamp) -> None:
    """Supply stopped."""
    wanted = cutting.Cut(
        id=new_act_id(), account=ONE, cut_by="郑工", permit="Z-12", reading=Decimal(812), files=(PHOTO,)
    )
    cutting.cut(ledger, wanted, at)
