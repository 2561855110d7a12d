"""The demo Netherlands: real places, an invented population."""

from core.demo.generation import generate

__all__ = ["generate"]
