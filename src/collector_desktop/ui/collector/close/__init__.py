"""Closing the day: receipts, cash, the bank, the station."""
