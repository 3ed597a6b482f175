"""Target weights to a ledger under the execution rules: ``step`` is one session, ``walk`` all of them."""
