"""Units: cents and shares, volume and amount in proportion and in size, and what no amount proves."""
