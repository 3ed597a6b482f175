"""What a command knows of documents: those that ship, and those of a folder of the user's beside them.

``library`` is the value that every command hands down, ``folder`` reads a user's folder, ``fault`` is what is wrong
with one of its files, and ``named`` looks a strategy's reports up.
"""
