"""Diagrams and charts, one module for a kind; importing them enters their pictures."""
