"""What must be read with a claim, in sentences: one noun a module, and the order in which a reader asks for them."""
