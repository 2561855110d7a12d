"""Serve: between the address, the question and the page."""
