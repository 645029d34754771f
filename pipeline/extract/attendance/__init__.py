"""Who was there, for whom, in what role, for which items: one row a person."""

from pipeline.extract.attendance.attendance import attendance

__all__ = ["attendance"]
