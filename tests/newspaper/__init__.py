"""Whole newspapers from their folders to their pages, through the real engine."""
