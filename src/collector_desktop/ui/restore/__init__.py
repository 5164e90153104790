"""Restoring the books from a backup."""
