"""Scripts of others, kept as they were published, with their licence and where they came from."""
