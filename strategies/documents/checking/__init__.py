"""What can be doubted in a report file that is well formed: by itself, and beside the names and closes of a store."""
