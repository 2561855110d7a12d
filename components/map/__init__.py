"""Maps: what a browser is told to draw, and in which colours; assets/map*.js draws it."""
