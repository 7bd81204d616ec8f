"""How hard an article is to read, with textstat's numbers."""
