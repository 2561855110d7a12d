"""Files of a story: asked for in a queue, made by a process of their own, fetched when ready."""
