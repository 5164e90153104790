"""The proof of service (送达回证): blank to take along, filled in once a notice has reached its household."""

from collections.abc import Iterator

from collector_desktop.domain.notices import NoticeKind, ProofKind, ProofOfService
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Beside
from collector_desktop.printing.blocks import Block, Gap, Pair, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.form_lines import SignHere, TickBoxes, WriteOn
from collector_desktop.printing.notices import DISCONNECTION_TITLE, DUNNING_TITLE
from collector_desktop.printing.paper import Paper

TITLE = "送达回证"
NOTICES = {NoticeKind.DUNNING: DUNNING_TITLE, NoticeKind.DISCONNECTION: DISCONNECTION_TITLE}
WAYS = {
    ProofKind.SIGNED: "本人签收",
    ProofKind.ADULT_FAMILY: "成年家属签收",
    ProofKind.LEFT_WITH_WITNESS: "留置,村委见证",
    ProofKind.LEFT_WITH_PHOTO: "留置,拍照",
}
_TITLE, _BODY, _SMALL = 20.0, 11.0, 9.0
_LABEL = 76.0
_SIGN_ROOM = 54.0


def proof_of_service_pdf(proof: ProofOfService) -> bytes:
    """The proof of service on A5, upright."""
    blocks = (*_head(proof), *_way(proof), *_signatures(proof), *_files(proof))
    foot = f"{proof.issuer.station_name}  {proof.number}"
    stamp = DEMO if proof.issuer.demo else None
    return sheets(Paper.A5_TALL, f"{TITLE} {proof.number}", blocks, foot=foot, stamp=stamp)


def _head(proof: ProofOfService) -> Iterator[Block]:
    party = proof.party
    yield Text(TITLE, _TITLE, bold=True, align="centre")
    yield Gap(4)
    yield Rule(weight=0.9)
    pairs = (
        ("送达文书", f"{NOTICES[proof.notice]} {proof.number},{proof.copies} 份"),
        ("文书日期", proof.issued_on.isoformat()),
        ("收件户", f"{party.name}(户号 {party.account})"),
        ("送达地点", party.address),
        ("所催金额", f"¥{proof.total.grouped()} 人民币{amount_in_words(proof.total)}"),
    )
    for label, value in pairs:
        yield Pair(label, value, _BODY, label_width=_LABEL)
    yield Rule(weight=0.9)
    yield Gap(4)


def _way(proof: ProofOfService) -> Iterator[Block]:
    known = proof.proof
    kinds = list(ProofKind)
    ticked = kinds.index(known.kind) if known else None
    first, second = kinds[:2], kinds[2:]
    yield TickBoxes([WAYS[kind] for kind in first], ticked if ticked in (0, 1) else None, _BODY)
    yield TickBoxes([WAYS[kind] for kind in second], ticked - 2 if ticked in (2, 3) else None, _BODY)
    when = f"{proof.served_at:%Y-%m-%d %H:%M}" if proof.served_at else ""
    yield WriteOn("送达时间", when, _BODY)
    yield WriteOn("签收人", known.received_by if known else "", _BODY)
    yield WriteOn("与户主关系", known.relation if known else "", _BODY)
    yield WriteOn("拒收理由", known.refusal_reason if known else "", _BODY)
    witness = f"{known.witness} {known.witness_duty}".strip() if known else ""
    yield WriteOn("见证人", witness, _BODY)
    yield Gap(8)


def _signatures(proof: ProofOfService) -> Iterator[Block]:
    issuer = proof.issuer
    bearer = f"{issuer.collector_name} {issuer.badge}" if issuer.collector_name else ""
    yield Beside(
        [
            [SignHere("收件人或见证人签字", _SMALL, _SIGN_ROOM)],
            [SignHere("送达人签字", _SMALL, _SIGN_ROOM, note=bearer)],
        ],
        (1, 1),
    )


def _files(proof: ProofOfService) -> Iterator[Block]:
    if proof.photos:
        yield Gap(8)
        yield Text(f"随本回证保存的照片、签字 {len(proof.photos)} 份(SHA-256):", _SMALL)
        for name in proof.photos:
            yield Text(name, _SMALL)
