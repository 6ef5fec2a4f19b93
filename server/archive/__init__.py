"""What a board leaves behind: proceedings, exports and paper, one module a format (part 6)."""
