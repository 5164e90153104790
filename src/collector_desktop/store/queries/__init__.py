"""Nouns read from the books, as frozen values."""
