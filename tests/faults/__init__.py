"""Faults, each with a real process: what was acknowledged is there, whatever happens."""
