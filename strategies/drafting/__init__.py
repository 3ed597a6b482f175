"""A document becomes the draft of a report's file: its text as lines, its facts, its companies, each with its line."""
