"""The demo Netherlands: real places, an invented population."""

from core.demo.generation import demo_bundle, demo_release, generate

__all__ = ["demo_bundle", "demo_release", "generate"]
