"""Other people's checkers, by choice: what they are given to read, how they are reached, which remarks count."""
