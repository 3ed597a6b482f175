"""A scorecard in words: the same sentences in a terminal and on a page."""
