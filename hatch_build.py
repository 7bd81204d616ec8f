"""Compiles the built-in rules when a wheel is built, so that no user waits for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):
    """Puts ``compiled.json`` beside the rules in the wheel; an editable install reads the rules themselves."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled rules to the build folder and add them to the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from claimlint import compiled
        from claimlint.ruleset import read_rules

        entries = read_rules([root / "rules"])
        target = root / "build" / compiled.NAME
        target.parent.mkdir(exist_ok=True)
        target.write_text(compiled.dump((entry.rule, entry.check) for entry in entries), "utf-8")
        build_data["force_include"][str(target)] = f"claimlint/_rules/{compiled.NAME}"
