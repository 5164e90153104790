"""Refusals of keys, signatures, seals, enrolment and receipt codes."""

from collector_desktop.domain.refusals import Refusal


class KeysAlreadyThere(Refusal):
    """A key file is never overwritten: its keys may be the only ones that open a package. Facts: path."""


class KeysReadableByOthers(Refusal):
    """Someone beside the owner may read the key file. Facts: path, mode (octal text)."""


class KeysDamaged(Refusal):
    """The file is no key file. Facts: path."""


class KeysFromTheFuture(Refusal):
    """The key file was written by a newer program. Facts: path, version, supported."""


class SignatureWrong(Refusal):
    """The bytes are not what the holder of the key signed."""


class NotSealed(Refusal):
    """The bytes are no sealed file at all."""


class NotForThisSeat(Refusal):
    """The seal opens only with another computer's key."""


class SealCutShort(Refusal):
    """The sealed file ends too early. Facts: size (bytes)."""


class DamagedSeal(Refusal):
    """The sealed file was changed or cut after it was sealed. Facts: size (bytes)."""


class EnrolmentFileDamaged(Refusal):
    """The file is no enrolment file, or was changed after it was signed. Facts: what ("request" or "answer")."""


class EnrolmentFromTheFuture(Refusal):
    """The file was written by a newer program: update this one. Facts: what, version, supported."""


class AnswerForAnotherLaptop(Refusal):
    """The station's answer is for other keys than this laptop's. Facts: own (fingerprint)."""


class ReceiptCodeNotUnderstood(Refusal):
    """The text is no receipt code. Facts: text."""


class ReceiptCodeFromTheFuture(Refusal):
    """The code was printed by a newer program: update this one. Facts: version, supported."""


class ReceiptCodeWrong(Refusal):
    """The receipt was altered, or the enrolled device never signed it. Facts: number, account, received, day."""


class VaultAlreadyThere(Refusal):
    """A vault is never overwritten: its data key may be the only one that opens the books. Facts: path."""


class VaultDamaged(Refusal):
    """The file is no vault. Facts: path."""


class HiddenDamaged(Refusal):
    """Hidden bytes were changed, or hidden with another key. Facts: use."""


class VaultFromTheFuture(Refusal):
    """The vault was written by a newer program: update this one. Facts: path, version, supported."""


class PinWrong(Refusal):
    """The PIN does not open the vault. Facts: left (tries until it is locked)."""


class PinWaits(Refusal):
    """After wrong PINs the next try has to wait. Facts: seconds."""


class PinLocked(Refusal):
    """Too many wrong PINs: only the station's unlock file helps."""


class UnlockFileDamaged(Refusal):
    """The file is no unlock request or answer, or was changed."""


class UnlockFromTheFuture(Refusal):
    """The unlock file was written by a newer program: update this one. Facts: version, supported."""


class UnlockForAnother(Refusal):
    """The station's unlock file answers another request than this laptop's newest, or opens other books."""


class UnlockNotAwaited(Refusal):
    """No request waits for an unlock file: a PIN opened the books since, or none was written."""


class NoUnlockSeal(Refusal):
    """This laptop was never enrolled: no station can open its vault."""


class NotARecoveryKey(Refusal):
    """The file holds no age identity. Facts: path."""


class RecoveryKeyWrong(Refusal):
    """The recovery key does not open these sealed keys, or they were damaged. Facts: path."""
