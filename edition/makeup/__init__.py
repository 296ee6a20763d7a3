"""Make-up: which story stands where, in columns and lines, before anything is drawn."""
