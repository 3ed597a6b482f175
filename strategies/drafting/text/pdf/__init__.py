"""PDF to lines: headings, paragraphs and rows of tables in the order in which one reads them.

Read with pdfplumber (MIT), which gives the place of each letter and finds ruled tables. Compared on Chinese pages of
our own making, with columns, a side column, tables without lines and one over two pages: pypdf (BSD) gives text without
places, so that columns of a table are lost, and tears justified lines apart letter by letter; PyMuPDF is the fastest
and as good, but its licence (AGPL) would bind whoever builds on this product. None of the three puts together the cells
of a table without lines, nor a wrapped paragraph: that is done here, from the places.
"""

from strategies.drafting.text.pdf.reading import pdf_lines

__all__ = ["pdf_lines"]
