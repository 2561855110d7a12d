"""Between the cube and the release: what leaves this room can't be turned back into anyone."""
