"""From published figures to a release: places, composition, conditions, estimates, maps."""
