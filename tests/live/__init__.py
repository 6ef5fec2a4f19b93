"""The live connection, as programs see it that know part 5 alone."""
