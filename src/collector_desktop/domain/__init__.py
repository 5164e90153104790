"""Rules of the trade and frozen values: no clock, no disk, no window."""
