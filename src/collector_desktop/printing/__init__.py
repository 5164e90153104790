"""Papers from frozen values."""
