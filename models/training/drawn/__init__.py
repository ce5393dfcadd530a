"""The drawn world: what is in it, how it looks and sounds, and what is said of it."""
