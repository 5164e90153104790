"""Files between the seats, and the station's exports."""
