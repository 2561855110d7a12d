"""The demo Netherlands: real places, an invented population."""
