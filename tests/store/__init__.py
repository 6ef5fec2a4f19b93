"""The log and the secrets, on real SQLite and real PostgreSQL alike."""
