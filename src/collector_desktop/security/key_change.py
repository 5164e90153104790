"""A change of keys: the old key signs the journal line that names the new ones, and the new one signs the change."""

from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.security.keys import DeviceKeys, PublicKeys, verify
from collector_desktop.security.refusals import SignatureWrong


def prove_change(old_signing: str, new: DeviceKeys) -> str:
    """The new key's signature of the change, in hexadecimal: nobody names keys they don't hold."""
    return new.sign(_statement(old_signing, new.public.signing, new.public.recipient)).hex()


def change_holds(act: KeysChanged, key: str) -> bool:
    """Whether a change starts from this signing key, and who holds the new keys, if they are keys, signed it."""
    try:
        public = PublicKeys(signing=act.signing_key, recipient=act.recipient)
        verify(public, _statement(key, act.signing_key, act.recipient), bytes.fromhex(act.proof))
    except (SignatureWrong, ValueError):
        return False
    return act.replaces == key


def _statement(old_signing: str, signing: str, recipient: str) -> bytes:
    return f"zoushou-keys-changed/1\n{old_signing}\n{signing}\n{recipient}\n".encode("ascii", "replace")
