"""Reading a paper that a window shows."""

from collections.abc import Callable

import pypdfium2
import pytest


@pytest.fixture(scope="session")
def text_in() -> Callable[[bytes], str]:
    """The text of a PDF without white space."""

    def read(pdf: bytes) -> str:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
        finally:
            document.close()

    return read
