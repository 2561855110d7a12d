"""Files of a story, made on the server without a browser: slides, paper, page and workbook."""

KINDS = ("pptx", "pdf", "handout", "html", "xlsx")
"""What can be asked for; ``forms.py`` makes it, in processes of its own."""
