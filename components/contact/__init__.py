"""The page Contact from the inside: its state, what its cards ask, and its controls."""
