"""催收: households on the ladder, and those before the court."""
