"""The score as one self-contained HTML page: figures, errors, and every document's text."""

from evaluation.html.page import page

__all__ = ["page"]
