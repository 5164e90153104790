"""Every frozen value of the domain comes back from JSON as it went in."""

import importlib
import json
import pkgutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import collector_desktop.domain
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Promise, Slot


def _every_value() -> list[type[Value]]:
    for module in pkgutil.walk_packages(collector_desktop.domain.__path__, "collector_desktop.domain."):
        importlib.import_module(module.name)
    found: list[type[Value]] = []
    waiting = [Value]
    while waiting:
        for subclass in waiting.pop().__subclasses__():
            waiting.append(subclass)
            if subclass.__module__.startswith("collector_desktop.domain") and not subclass.__name__.startswith("_"):
                found.append(subclass)
    return sorted(set(found), key=lambda value: value.__name__)


@pytest.mark.parametrize("kind", _every_value(), ids=lambda kind: kind.__name__)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_every_value_comes_back_from_json_as_it_went_in(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    assert kind.model_validate_json(value.model_dump_json()) == value


def test_a_value_cannot_be_changed() -> None:
    promise = Promise(on=date(2026, 11, 24), slot=Slot.EVENING)
    with pytest.raises(ValidationError):
        promise.slot = Slot.NOON  # type: ignore[misc]  # the mistake under test


def test_a_value_refuses_a_field_it_does_not_know() -> None:
    with pytest.raises(ValidationError):
        Seat.model_validate({"kind": "station", "nickname": "所里"})


def test_a_policy_signed_before_the_plan_learned_is_read_without_what_says_nothing_any_more() -> None:
    signed = json.loads(Policy().model_dump_json())
    signed["visits"]["promise_counts_as"] = 2
    assert Policy.model_validate(signed) == Policy.model_validate_json(json.dumps(signed)) == Policy()
