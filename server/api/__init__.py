"""The requests of part 5, and what keeps them honest."""
