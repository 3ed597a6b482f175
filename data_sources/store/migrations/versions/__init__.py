"""The revisions, each from the tables of the one before."""
