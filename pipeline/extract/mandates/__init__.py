"""Mandates (uppdrag): who is told to do what, by whom and by when."""

from pipeline.extract.mandates.mandates import mandates

__all__ = ["mandates"]
