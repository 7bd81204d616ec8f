"""Whose words these are and whether they are asserted: negation, hedges, questions, aims, attribution, myths."""
