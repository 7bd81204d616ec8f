"""Compiles the built-in rules and word tables when a wheel is built, so that no user waits for it."""

from __future__ import annotations

import json
import marshal
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):
    """Puts ``compiled.bin`` and ``derived/`` beside the rules in a wheel; an editable install reads the rules."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled rules to the build folder and add them to the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from claimlint import compiled
        from claimlint.language.tables import table_patterns
        from claimlint.matcher import pack
        from claimlint.ruleset import read_rules

        entries = read_rules([root / "rules"])
        target = root / "build" / compiled.NAME
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compiled.dump((entry.rule, entry.check) for entry in entries))
        build_data["force_include"][str(target)] = f"claimlint/_rules/{compiled.NAME}"
        derived = root / "build" / "derived"
        # What an earlier build left there would be shipped as well.
        shutil.rmtree(derived, ignore_errors=True)
        derived.mkdir()
        for name, table in self._derived(root):
            # By way of JSON, so that equal texts are one object and tuples are lists, as in a checkout's YAML.
            (derived / f"{name}.bin").write_bytes(marshal.dumps(json.loads(json.dumps(table)), 4))
        (derived / "patterns.bin").write_bytes(marshal.dumps(pack(table_patterns()), 4))
        build_data["force_include"][str(derived)] = "claimlint/_rules/derived"

    def _derived(self, root: Path) -> list[tuple[str, Any]]:
        """Return what ``resources.derived`` shall find."""
        from claimlint.language.claims.mentions import noun_table, verb_table
        from claimlint.language.spelling import wrong_word_model
        from claimlint.language.standing.cues import cue_table
        from claimlint.language.text.pattern_file import read_table

        tables = [(path.stem, read_table(path.stem)) for path in sorted((root / "rules" / "data").glob("*.yaml"))]
        packed = {"nouns": noun_table().packed(), "verbs": verb_table().packed(), "cues": cue_table().packed()}
        return [*tables, *packed.items(), ("wrong-words", wrong_word_model.packed())]
