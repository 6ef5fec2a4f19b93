"""The tests of Themenwand; the cast of people is in cast.py."""
