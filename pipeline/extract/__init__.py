"""Rules that turn the blocks of a protocol into facts, one kind of fact a file."""
