"""Regular expressions in linear time: the inside of `claimlint.matcher`, used by nobody else.

chars    what a word, a case and a class of characters are
tree     the nodes of a parsed pattern, and `PatternError`
syntax   pattern text -> tree
advice   what to write instead of what is not supported
text     a text prepared once for all patterns
translation tree -> the syntax of google-re2
with_re2 that -> matches
nfa      tree -> instructions of an automaton, forwards or backwards
dfa      runs those instructions, one look-up a character
clues    what the pieces of a text say about the patterns that may match it
literals strings that a match must hold or start with, and the clues in them
captures what named groups hold
pure     nfa, dfa and literals together: matching where google-re2 has no wheel
"""
