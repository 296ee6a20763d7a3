"""Tests of the print and replica editions."""
