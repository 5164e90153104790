"""A change of keys: the old key signs the journal line that names the new ones, and the new one signs the change."""

from collector_desktop.security.keys import DeviceKeys, PublicKeys, verify
from collector_desktop.security.refusals import SignatureWrong


def prove_change(old_signing: str, new: DeviceKeys) -> str:
    """The new key's signature of the change, in hexadecimal: nobody names keys they don't hold."""
    return new.sign(_statement(old_signing, new.public.signing, new.public.recipient)).hex()


def change_holds(old_signing: str, signing: str, recipient: str, proof: str) -> bool:
    """Whether the holder of the new keys signed this very change, and they are keys."""
    try:
        public = PublicKeys(signing=signing, recipient=recipient)
        verify(public, _statement(old_signing, signing, recipient), bytes.fromhex(proof))
    except (SignatureWrong, ValueError):
        return False
    return True


def _statement(old_signing: str, signing: str, recipient: str) -> bytes:
    return f"zoushou-keys-changed/1\n{old_signing}\n{signing}\n{recipient}\n".encode("ascii", "replace")
