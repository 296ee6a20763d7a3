"""The command line, through the real command wherever that matters."""
