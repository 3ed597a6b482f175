"""Fifty readers on one PostgreSQL store while nights publish: how long each waits, and that none sees half a night."""
