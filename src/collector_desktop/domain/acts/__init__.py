"""Acts: everything that matters, as immutable values that say who, when and what."""
