"""Published architectures at their real size with random weights: for speed, never for meaning."""
