"""What backs a claim: citations, numbered references, links by the kind of place they lead to."""
