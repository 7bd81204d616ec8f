"""An example plug-in: a kind of check, a parser, a reporter and a pack of rules."""

from pathlib import Path

pack_folder = Path(__file__).parent / "pack"
