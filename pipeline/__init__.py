"""Paragraf: from Swedish protocols to facts a person can check."""

__version__ = "0.1.0"
