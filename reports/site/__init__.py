"""A site: every page that a night makes, each with its tabs; links are relative, so that it works from any folder."""
