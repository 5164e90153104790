"""Every test of the domain may ask hypothesis for the values of the trade."""

import trade_values  # noqa: F401 - registers them
