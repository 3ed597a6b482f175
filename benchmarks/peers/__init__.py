"""One module an engine; each runs in the environment that its own requirements made."""
