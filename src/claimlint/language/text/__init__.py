"""Words, sentences, quotations and the plain lists they are compared with: what everything else reads."""
