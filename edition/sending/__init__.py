"""Sending what was built: the print edition to the printer, the EPUB to the readers."""
