"""How Alembic reaches the store: on the connection, and in the transaction, of the caller that upgrades it."""

from alembic import context

from data_sources.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
