"""What must survive: the log, and the secrets that are not in it, on SQLite or PostgreSQL."""
