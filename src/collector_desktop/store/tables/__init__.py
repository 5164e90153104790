"""Typed declarative tables, one file a subject."""
