"""The station seat's window."""
