"""Gold to and from the tools that people annotate in.

Whatever the tool, a fact is a marked region of the text: its label says the kind, its fields are
attributes in the tool's own way. What a tool cannot show is carried beside the text and comes back
untouched; what a person changes in the tool wins over what is carried (see `merge`).
"""

from evaluation.exchange.formats import FORMATS, Loaded, Options, export, labels, load, recognised, task_for
from evaluation.exchange.merge import Merged, merged
from evaluation.exchange.task import Task, task_of

__all__ = [
    "FORMATS",
    "Loaded",
    "Merged",
    "Options",
    "Task",
    "export",
    "labels",
    "load",
    "merged",
    "recognised",
    "task_for",
    "task_of",
]
