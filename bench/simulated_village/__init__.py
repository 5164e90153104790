"""A simulated village to try day plans in: its ways and dice, the collectors who walk it, and how they compare."""
