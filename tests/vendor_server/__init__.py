"""A server on loopback that speaks the vendors' wire formats, for tests of everything that goes through akshare."""
