"""The ledger of mandates: what was asked for, by when, and where a later meeting was told of it.

`ledger` takes all documents at once, since a report stands in other minutes than the mandate.
"""

from pipeline.ledger.ledger import ledger
from pipeline.ledger.listing import STATES, Line, listing, record

__all__ = ["STATES", "Line", "ledger", "listing", "record"]
