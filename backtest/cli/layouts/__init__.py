"""How the answer of a command is laid out for people; one module for each whose answer takes more than a few lines."""
