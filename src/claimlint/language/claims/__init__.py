"""Health claims by structure: who is said to act, on what, in what direction."""
