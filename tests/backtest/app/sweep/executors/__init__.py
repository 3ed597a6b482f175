"""Where the sets of a sweep are computed."""
