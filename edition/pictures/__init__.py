"""Measures pictures, reads the words inside them, and makes what each edition shows of them."""
