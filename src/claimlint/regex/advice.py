"""What to write instead of the syntax of other engines that is not supported here."""

from __future__ import annotations

GROUP_INSTEAD = {
    "(?=": "look-ahead is not supported, because matching must take linear time: write the wanted context as part"
    " of the pattern, or use a rule option that names exceptions",
    "(?<=": "look-behind is not supported, because matching must take linear time: write the wanted context as part"
    " of the pattern",
    "(?P=": "back-references are not supported, because matching must take linear time: write the alternatives out",
    "(?>": "atomic groups are not supported: write (?:...), matching never backtracks here",
    "(?(": "conditional groups are not supported: write the two cases with |",
    "(?#": "comments are not supported inside a pattern: put a YAML comment above it",
}
GROUP_INSTEAD["(?!"] = GROUP_INSTEAD["(?="]
GROUP_INSTEAD["(?<!"] = GROUP_INSTEAD["(?<="]
ESCAPE_INSTEAD = {
    "Z": r"\Z is not supported: write \z for the end of the text",
    "p": r"\p{...} is not supported: \w already takes letters of every script, otherwise write the range, as in [à-ÿ]",
    "Q": r"\Q...\E is not supported: put a backslash before each special character",
    "G": r"\G is not supported: write \A for the start of the text",
    "h": r"\h is not supported: write [ \t]",
    "R": r"\R is not supported: write \r?\n",
    "0": r"octal escapes are not supported: write \x00",
}
ESCAPE_INSTEAD["P"] = ESCAPE_INSTEAD["p"]
