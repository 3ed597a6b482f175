"""Small drawings that Python writes as SVG: each is there in print and without JavaScript."""
