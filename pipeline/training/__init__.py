"""Making the language model: name lists, generated minutes, corpora, training, measuring.

Nothing of the package is used when Paragraf reads protocols; ``python -m pipeline.training`` runs it.
"""
