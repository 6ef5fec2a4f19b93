"""Real parts for the tests: databases, the server as a process, people on phones, a browser."""
