"""Which areas exist: levels, codes, groupings of municipalities, and their changes."""
