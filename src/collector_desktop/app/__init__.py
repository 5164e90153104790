"""Composition: collector, station, command line, paths, settings, logging, demo."""
