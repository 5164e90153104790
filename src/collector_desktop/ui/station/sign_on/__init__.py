"""签到: who sits at the station's window."""
