"""One module a command: what it does, without the words of the command line."""
