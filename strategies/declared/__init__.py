"""Rules that a document declares in its ``[basket]``, as a strategy of the same engine that trades the families."""
