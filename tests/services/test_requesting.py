"""Asking the station: the request travels with its files, the decision comes back with the route."""

import hashlib

import pytest
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.attachment import LARGEST_ATTACHMENT, MediaType
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import (
    AccountUnknown,
    AttachmentMissing,
    AttachmentNotUnderstood,
    AttachmentTooLarge,
    GrantedOtherThanAsked,
    ManagerNeeded,
    NotWithdrawable,
    OnlyTheStationDecides,
    ReasonMissing,
    Refusal,
    RequestAlreadyDecided,
    RequestAlreadyMade,
    RequestUnknown,
)
from collector_desktop.domain.requests import GradeObjection, Matter, Role, UnmaskedListWanted
from collector_desktop.exchange.container import open_package, pack
from collector_desktop.exchange.package import Expected, KnownSender, PackageKind
from collector_desktop.exchange.package_refusals import PackageChanged
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.requesting import Ask, request, withdraw
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import station_keys
from collector_desktop.store.queries.requests import RequestLine, open_requests, requests

ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")
OBJECTION = GradeObjection(grade="B", line="on_time")
LIST = UnmaskedListWanted(villages=("前柳村",), purpose="交村委会核对迁出户")
PHOTO = NewFile(content=b"\xff\xd8\xff" + bytes(range(200)), media=MediaType.JPEG, title="门口照片")


def ask(account: AccountNumber = ONE, matter: Matter = OBJECTION, reason: str = "那天停电", *files: NewFile) -> Ask:
    return Ask(id=new_act_id(), account=account, matter=matter, reason=reason, files=files)


def decision(asked: Ask, *, approved: bool = True, reason: str = "", role: Role = Role.CLERK) -> Decide:
    return Decide(request=asked.id, approved=approved, reason=reason, decided_by="郑所长", role=role)


def lines(ledger: Ledger) -> tuple[RequestLine, ...]:
    with ledger.reading() as conn:
        return requests(conn)


def test_a_request_waits_at_the_station_and_its_decision_comes_back_with_the_route(doors: TwoSeats) -> None:
    asked = ask(ONE, OBJECTION, "那天停电", PHOTO)
    changes = request(doors.laptop, asked, stamp(2))
    assert Topic.REQUESTS in changes.topics
    assert changes.accounts == {ONE}
    doors.carry_day(stamp(3))
    with doors.station.reading() as conn:
        (waiting,) = open_requests(conn)
        assert (waiting.request.matter, waiting.request.reason, waiting.device) == (OBJECTION, "那天停电", "01")
        assert read_attachment(conn, waiting.request.attachments[0]) == PHOTO.content
    decide(doors.station, decision(asked, reason="停电记录属实"), stamp(4))
    doors.carry_route(stamp(5))
    (line,) = lines(doors.laptop)
    assert line.decision is not None
    assert (line.decision.approved, line.decision.granted, line.decision.reason) == (True, OBJECTION, "停电记录属实")
    assert line.decision.decided_by == "郑所长"
    assert lines(doors.station)[0].decision == line.decision
    for ledger in (doors.laptop, doors.station):
        with ledger.reading() as conn:
            assert check_books(conn, ledger.seat.kind, every=True).agrees


def test_facts_already_known_come_again_without_harm(doors: TwoSeats) -> None:
    asked = ask()
    request(doors.laptop, asked, stamp(2))
    doors.carry_day(stamp(3))
    for minute in (4, 5):
        doors.carry_route(stamp(minute))
    assert len(lines(doors.laptop)) == 1


def test_the_same_is_not_asked_twice_but_a_double_enter_is_one_request(doors: TwoSeats) -> None:
    asked = ask()
    request(doors.laptop, asked, stamp(2))
    request(doors.laptop, asked, stamp(2))
    assert len(lines(doors.laptop)) == 1
    with pytest.raises(RequestAlreadyMade) as refusal:
        request(doors.laptop, ask(), stamp(3))
    assert refusal.value.facts == {"account": ONE, "on": DAY}
    request(doors.laptop, ask(TWO), stamp(3))
    request(doors.laptop, ask(ONE, GradeObjection(grade="B", line="promises")), stamp(3))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (ask(reason="  "), ReasonMissing),
        (ask(AccountNumber("4199999999")), AccountUnknown),
        (ask(ONE, OBJECTION, "因", PHOTO.model_copy(update={"content": b"GIF89a"})), AttachmentNotUnderstood),
        (
            ask(
                ONE, OBJECTION, "因", PHOTO.model_copy(update={"content": b"\xff\xd8\xff" + bytes(LARGEST_ATTACHMENT)})
            ),
            AttachmentTooLarge,
        ),
    ],
)
def test_what_can_not_be_asked_leaves_nothing_behind(doors: TwoSeats, wrong: Ask, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        request(doors.laptop, wrong, stamp(2))
    assert lines(doors.laptop) == ()


def test_only_the_station_decides_and_only_once(doors: TwoSeats) -> None:
    asked = ask()
    request(doors.laptop, asked, stamp(2))
    with pytest.raises(OnlyTheStationDecides):
        decide(doors.laptop, decision(asked), stamp(3))
    with pytest.raises(RequestUnknown):
        decide(doors.station, decision(asked), stamp(3))
    doors.carry_day(stamp(3))
    with pytest.raises(ReasonMissing):
        decide(doors.station, decision(asked, approved=False), stamp(4))
    decide(doors.station, decision(asked, approved=False, reason="理由不足"), stamp(4))
    with pytest.raises(RequestAlreadyDecided) as refusal:
        decide(doors.station, decision(asked), stamp(5))
    assert refusal.value.facts["approved"] is False
    request(doors.laptop, ask(TWO), stamp(6))


def test_a_decision_keeps_to_the_matter_and_to_who_may_take_it(doors: TwoSeats) -> None:
    asked = ask(AccountNumber(""), LIST, "核对")
    request(doors.laptop, asked, stamp(2))
    doors.carry_day(stamp(3))
    with pytest.raises(ManagerNeeded):
        decide(doors.station, decision(asked), stamp(4))
    by_manager = decision(asked, role=Role.MANAGER)
    with pytest.raises(GrantedOtherThanAsked):
        decide(doors.station, by_manager.model_copy(update={"granted": OBJECTION}), stamp(4))
    decide(doors.station, by_manager, stamp(4))
    (line,) = lines(doors.station)
    assert line.decision is not None
    assert line.decision.role is Role.MANAGER


def test_a_request_is_taken_back_before_it_is_decided_and_evidence_never(doors: TwoSeats) -> None:
    asked = ask()
    request(doors.laptop, asked, stamp(2))
    doors.carry_day(stamp(3))
    withdraw(doors.laptop, asked.id, "写错了户号", stamp(4))
    withdraw(doors.laptop, asked.id, "写错了户号", stamp(4))
    assert lines(doors.laptop) == ()
    doors.carry_day(stamp(5))
    assert lines(doors.station) == ()
    doors.carry_route(stamp(6))
    assert lines(doors.laptop) == ()
    again = ask()
    request(doors.laptop, again, stamp(7))
    doors.carry_day(stamp(8))
    decide(doors.station, decision(again), stamp(9))
    doors.carry_route(stamp(10))
    with pytest.raises(RequestAlreadyDecided):
        withdraw(doors.laptop, again.id, "算了", stamp(11))
    (line,) = lines(doors.laptop)
    assert isinstance(line.decision, RequestDecided)
    with pytest.raises(NotWithdrawable):
        withdraw(doors.laptop, line.decision.id, "不算", stamp(12))


def test_a_package_without_a_file_its_acts_speak_of_is_refused_whole(doors: TwoSeats) -> None:
    request(doors.laptop, ask(ONE, OBJECTION, "那天停电", PHOTO), stamp(2))
    source = doors.hand_over(stamp(3))
    with doors.laptop.reading() as conn:
        receiver = station_keys(conn)
    known = KnownSender(signing=doors.laptop_keys.public.signing)
    seat = doors.station.seat
    expected = Expected(kind=PackageKind.DAY, station=seat.station_code, receiver=seat.device)
    package = open_package(source, doors.station_keys, expected, lambda _device: known)
    sha = hashlib.sha256(PHOTO.content).hexdigest()
    assert package.parts[f"file-{sha}.jpg"] == PHOTO.content
    without = {part: content for part, content in package.parts.items() if not part.startswith("file-")}
    source.write_bytes(pack(package.header, without, doors.laptop_keys, receiver))
    with pytest.raises(AttachmentMissing) as refusal:
        take_in(doors.station, doors.station_keys, source, stamp(4))
    assert refusal.value.facts == {"title": "门口照片", "sha256": sha}
    assert lines(doors.station) == ()


def test_another_file_under_a_known_name_is_refused(doors: TwoSeats) -> None:
    request(doors.laptop, ask(ONE, OBJECTION, "那天停电", PHOTO), stamp(2))
    source = doors.hand_over(stamp(3))
    keys: DeviceKeys = doors.station_keys
    known = KnownSender(signing=doors.laptop_keys.public.signing)
    seat = doors.station.seat
    expected = Expected(kind=PackageKind.DAY, station=seat.station_code, receiver=seat.device)
    package = open_package(source, keys, expected, lambda _device: known)
    swapped = {
        part: PHOTO.content[:-1] + b"!" if part.startswith("file-") else content
        for part, content in package.parts.items()
    }
    with doors.laptop.reading() as conn:
        receiver = station_keys(conn)
    source.write_bytes(pack(package.header, swapped, doors.laptop_keys, receiver))
    with pytest.raises(PackageChanged):
        take_in(doors.station, keys, source, stamp(4))
