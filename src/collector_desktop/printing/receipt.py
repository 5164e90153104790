"""The receipt on any paper."""

from collector_desktop.domain.receipt import Receipt
from collector_desktop.printing import receipt_roll, receipt_sheet, receipt_words
from collector_desktop.printing.flow import DEMO, VOID, roll, sheets
from collector_desktop.printing.paper import Paper


def receipt_pdf(
    receipt: Receipt, paper: Paper, *, code: str, copy_number: int = 0, void_reason: str | None = None
) -> bytes:
    """The receipt as a PDF: `code` as a QR code, a reprint counted, a voided one marked with its reason.

    Whatever stands in names and addresses is drawn as it is, or as a box where no face has the character.
    """
    title = f"{receipt_words.TITLE} {receipt.number}"
    stamp = VOID if void_reason is not None else DEMO if receipt.demo else None
    if paper.is_roll:
        blocks = tuple(receipt_roll.blocks(receipt, paper, code, copy_number, void_reason))
        return roll(paper, title, blocks, stamp=stamp)
    blocks = tuple(receipt_sheet.blocks(receipt, paper, code, copy_number, void_reason))
    overleaf = receipt_sheet.overleaf(receipt, paper, copy_number, void_reason)
    return sheets(paper, title, blocks, overleaf=overleaf, stamp=stamp)
