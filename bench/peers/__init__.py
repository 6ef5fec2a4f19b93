"""Others to be measured beside."""
