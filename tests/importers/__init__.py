"""Imports: sources, and the frame they stand in."""
