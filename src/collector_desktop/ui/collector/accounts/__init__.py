"""Everybody, and the history of one."""
