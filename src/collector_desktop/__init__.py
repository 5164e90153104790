"""走收: door-to-door electricity fee collection, for the collector's laptop and the supply station."""

__version__ = "0.1.0"
