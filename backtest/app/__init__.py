"""Everything a user can ask for, as Python functions; each command is the twin of one of them."""
