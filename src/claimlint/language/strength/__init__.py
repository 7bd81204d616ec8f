"""How firmly a sentence says that one thing changes another: association, condition, cause."""
