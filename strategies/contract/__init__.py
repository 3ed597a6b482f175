"""What a strategy is: its parameters, all that it may see, and what it returns."""
