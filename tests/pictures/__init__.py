"""Pictures: measured, read, cleaned, derived, kept."""
