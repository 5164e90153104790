"""Windows of the program."""
