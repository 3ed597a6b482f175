"""A slow second implementation of the execution rules, written from the specification alone.

It shares no code with the product, so that a difference between the two points at a bug in one of them or at a hole
in the specification. Plain Python, one short function a sentence, nothing optimised.
"""

from tests.reference.engine import execute
from tests.reference.errors import InputError
from tests.reference.ledger import Ledger

__all__ = ["InputError", "Ledger", "execute"]
