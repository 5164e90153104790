"""Pictures as the files they are kept as."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from collector_desktop.domain.attachment import MediaType

_LONGEST_SIDE = 1600
_QUALITY = 82
_FORMATS = {MediaType.PNG: b"png", MediaType.JPEG: b"jpeg"}


def encoded(image: QImage, media: MediaType) -> bytes:
    """A picture as a file; a JPEG loses a little."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(_FORMATS[media]))
    writer.setQuality(_QUALITY)
    writer.write(image.convertToFormat(QImage.Format.Format_RGB32))
    return bytes(buffer.data().data())


def smaller(path: Path) -> bytes | None:
    """A photo as a JPEG, upright, no side longer than a paper needs; None if the file is no picture."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return None
    if max(image.width(), image.height()) > _LONGEST_SIDE:
        keep = Qt.AspectRatioMode.KeepAspectRatio
        image = image.scaled(_LONGEST_SIDE, _LONGEST_SIDE, keep, Qt.TransformationMode.SmoothTransformation)
    return encoded(image, MediaType.JPEG)
