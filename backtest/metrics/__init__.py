"""Performance metrics as pure functions over numpy arrays; every one states its formula and its source."""
