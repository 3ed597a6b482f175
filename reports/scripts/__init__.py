"""What runs in a page, in plain JavaScript without a build: settings, charts, tables."""
