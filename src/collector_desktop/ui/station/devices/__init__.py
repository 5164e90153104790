"""设备: the laptops, what is held, and the station's people."""
