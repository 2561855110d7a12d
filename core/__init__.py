"""From raw files to one protected release, and from a release to answers."""
