"""Sending: real servers on the loopback, and all that goes wrong on the way."""
