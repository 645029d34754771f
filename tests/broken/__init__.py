"""Broken and hostile inputs, made by a script and never kept: ``python -m broken FOLDER`` in `tests`."""
