"""The plain list of a strategy's names, bought at publication and held, and the rule beside it."""
