"""A vendor's answer to canonical rows, whoever the vendor is: columns by name, units proved by the rows themselves."""
