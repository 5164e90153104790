"""The tour: a whole working day driven through the real windows."""
