"""Releases: immutable, named by their content, verified on opening."""
