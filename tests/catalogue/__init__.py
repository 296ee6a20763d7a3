"""Tests of the catalogue on the web."""
