"""What may leave the core, and how: between exact counts and a release."""
