"""Files of other systems: recognised by their columns, converted to the canonical ones, and said what was done."""
