"""Writing to a printer's device file without waiting for ever: one without paper, or switched off, takes nothing."""

import errno
import os
import select
from pathlib import Path
from typing import Final

PATIENCE_S: Final = 15.0
"""As long as a slow printer may take nothing at all; a line of a receipt is out in less than a second."""
_AT_ONCE: Final = 4096


def send(device: Path, data: bytes, patience: float = PATIENCE_S) -> None:
    """Write all of it. Raises OSError: TimeoutError where the device took nothing for `patience` seconds."""
    if not hasattr(os, "O_NONBLOCK"):
        device.write_bytes(data)
        return
    handle = os.open(device, os.O_WRONLY | os.O_TRUNC | os.O_NONBLOCK)
    try:
        left = memoryview(data)
        while left:
            if not select.select([], [handle], [], patience)[1]:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(device))
            left = left[os.write(handle, left[:_AT_ONCE]) :]
    finally:
        os.close(handle)
