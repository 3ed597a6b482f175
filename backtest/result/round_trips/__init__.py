"""Round trips: what each lot of shares cost, paid and brought, first in, first out."""
