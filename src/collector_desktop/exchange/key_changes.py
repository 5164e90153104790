"""Changes of keys that travel beside the lines they are in, so that a package signed with new keys can be believed."""

from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.names import DeviceCode
from collector_desktop.exchange.day_package import read_lines
from collector_desktop.exchange.package_refusals import NotAPackage
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import verify
from collector_desktop.security.refusals import SignatureWrong
from collector_desktop.store.journal import Entry, JournalLineWrong


def key_after(part: bytes, device: DeviceCode, signing: str) -> str:
    """The key a device signs with after the changes that begin at the key `signing`, as far as they hold."""
    try:
        for line in read_lines(part):
            entry = Entry.read(line.content)
            act = entry.act
            if isinstance(act, KeysChanged) and entry.device == device and act.replaces == signing:
                verify(signing, line.content.encode(), line.signature)
                if not change_holds(act, signing):
                    break
                signing = act.signing_key
    except (NotAPackage, JournalLineWrong, SignatureWrong):
        pass
    return signing
