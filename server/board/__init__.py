"""The core of a board: pure rules, no clock, no randomness, no I/O (rule L2)."""
