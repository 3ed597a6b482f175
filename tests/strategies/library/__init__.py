"""A library: what ships, and a user's folder beside it."""
