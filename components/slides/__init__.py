"""Slides: cards put in order as a story, and told without a browser."""
