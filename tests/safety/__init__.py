"""The line held against what would do it harm."""
