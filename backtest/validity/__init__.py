"""How far a result can be believed: what chance alone would have done."""
