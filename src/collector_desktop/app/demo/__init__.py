"""Demo villages from a seeded generator, in a station's own file formats."""
