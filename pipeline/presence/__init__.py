"""Who sat at the table when a § was decided: `presence` answers from the facts of one document."""

from pipeline.presence.presence import Item, presence, summary
from pipeline.presence.seats import Seat, Words

__all__ = ["Item", "Seat", "Words", "presence", "summary"]
