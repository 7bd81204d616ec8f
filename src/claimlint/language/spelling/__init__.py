"""Which words are right, and what a wrong one was meant to be."""
