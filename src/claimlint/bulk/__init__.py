"""Tables and dumps: millions of documents in, tables of findings and claims out, restartable.

Nothing here is imported by another command, and pyarrow by nothing else.
"""
