"""A vendor's answer to canonical rows, from any vendor: columns by name, units proved by the rows themselves."""
