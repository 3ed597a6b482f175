"""A folder over HTTP, on loopback alone and for reading alone."""
