"""What the words of a document mean: derived once, shared by all checks."""
