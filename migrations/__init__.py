"""The steps that a database takes from one release to the next."""
