"""One file per command: its options, and how its answer is printed."""
