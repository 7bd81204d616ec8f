from claimlint.api import *  # noqa: F403

__version__: str
LOADED: int
