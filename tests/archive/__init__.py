"""Exports, paper, archive and forgetting: read back with other programs than wrote them."""
