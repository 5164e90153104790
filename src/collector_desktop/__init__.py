"""走收: door-to-door electricity fee collection, for the collector's laptop and the supply station."""
