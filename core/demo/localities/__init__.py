"""Committed lists of real localities and the outline of the country."""
