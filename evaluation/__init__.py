"""Scores of extracted facts against gold annotations."""
