"""Counting people: from a bundle to exact, additive counts per canonical node."""
