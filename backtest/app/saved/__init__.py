"""Runs that are kept: written to a folder or to one file, and read from there without the store."""
