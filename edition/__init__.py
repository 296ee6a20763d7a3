"""Newspapers and magazines as EPUB and print editions."""

__version__ = "0.1.0"
