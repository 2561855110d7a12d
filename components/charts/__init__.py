"""Charts without a browser: a figure read once, and drawn in any kind of file."""
