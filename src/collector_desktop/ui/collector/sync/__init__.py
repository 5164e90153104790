"""Files to and from the station."""
