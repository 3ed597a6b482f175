"""What a document says about itself: broker, title, dates, the industry's rating, and what its ratings mean.

Each fact is ``Found``, with its line, how sure it is and the rule that found it, or it is not there: nothing is made up
where a document prints nothing.
"""

from strategies.drafting.facts.found import Facts, Found, StandardFacts
from strategies.drafting.facts.reading import read_facts

__all__ = ["Facts", "Found", "StandardFacts", "read_facts"]
