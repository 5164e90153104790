"""The base of every frozen value."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value, compared by content; an unknown field or a wrong type is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="iso8601")
