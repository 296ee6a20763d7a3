"""What goes on the press: inks, profiles, imposition, and the check of what is to be printed."""
