"""Places of the collector seat, one folder each."""
