"""What series, quantities, units and periods are called in both languages."""
