"""The requests of part 5 and the command line, against a real server."""
