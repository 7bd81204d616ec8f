"""``python -m claimlint`` is the command ``claimlint``."""

import sys

from claimlint.cli import run

if __name__ == "__main__":
    sys.exit(run())
