"""Sixty files: fifteen layouts that people have, each clean, adjusted, in a wrong unit and shifted by a day."""
