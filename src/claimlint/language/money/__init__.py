"""What a page earns by, what it says about that, and where its readers meet it."""
