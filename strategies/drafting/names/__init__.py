"""Who is named in a document, on which lines, in which standing, by which rule and how surely."""
