"""Computations that formulas cannot say, one module each; a document's file names the module as ``code``."""
