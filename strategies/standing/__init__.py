"""How a strategy stands on a day: what its gates say, and how its names do."""
