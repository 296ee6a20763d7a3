"""Tests of what reads an editor's files."""
