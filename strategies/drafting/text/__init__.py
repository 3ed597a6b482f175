"""Any document as lines of text: plain text, Markdown, HTML, DOCX and PDF.

``read_lines`` tells by its first bytes what a file is. Lines of a text file keep the numbers they have in an editor.
HTML, DOCX and PDF have no lines: there ours are counted, a paragraph or a row of a table each, and ``numbered_text``
writes the text that was counted, so that a line can be looked up. Headings begin with ``#``, as in Markdown, whatever
the file.
"""

from strategies.drafting.text.reading import numbered_text, read_lines

__all__ = ["numbered_text", "read_lines"]
