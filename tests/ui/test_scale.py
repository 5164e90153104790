import pytest
from PySide6.QtCore import QSize

from collector_desktop.ui.scale import fitting_scale


@pytest.mark.parametrize(
    ("available", "factor", "fitting"),
    [
        (QSize(1280, 720), 1.0, 1.0),
        (QSize(1920, 1080), 1.0, 1.0),
        (QSize(960, 540), 2.0, 1.5),
        (QSize(683, 384), 2.0, 1.0667),
        (QSize(1280, 720), 1.5, 1.5),
        (QSize(1024, 768), 1.0, 0.8),
    ],
)
def test_everything_is_drawn_smaller_only_where_a_place_would_not_fit(
    available: QSize, factor: float, fitting: float
) -> None:
    assert fitting_scale(available, factor) == pytest.approx(fitting, abs=1e-3)
