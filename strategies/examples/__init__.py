"""Worked examples of rules that depend on the path; each file runs by its path, see ``docs/handlers.md``."""
