"""Where the pieces of a sweep, of several runs or of a night are computed."""
