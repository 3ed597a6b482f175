"""Published reports as data: metadata, theses, memberships, ratings."""
