"""Several processes, one board: every rule holds across them."""
