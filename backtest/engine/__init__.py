"""Target weights to a ledger under the execution rules: ``step`` is one session, ``run`` the walk over all of them."""
