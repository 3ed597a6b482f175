"""A site made from one market: the runs, and around them the pages that say what they are worth."""
