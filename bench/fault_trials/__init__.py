"""Faults done to real books in processes of their own, and what is found afterwards."""
