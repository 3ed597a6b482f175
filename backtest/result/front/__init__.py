"""The front of a verdict: what a reader has seen after ten seconds, in words and in four numbers."""
