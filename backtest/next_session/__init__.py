"""The session after the last close: what an account should order in it, by the engine that would trade it."""
