"""YAML of front matter with its places: what cannot be read is told with the character and where it stands."""

from __future__ import annotations

import pytest

from claimlint.parsers.yaml_values import YamlError, read_yaml


@pytest.mark.parametrize(
    ("body", "message", "offset"),
    [
        ("title: 中文\x00\n", "the character U+0000 is not allowed", 9),
        ("title: tea\x07", "the character U+0007 is not allowed", 10),
        ("title: [tea", "", 11),
    ],
)
def test_a_character_that_yaml_forbids_is_named_at_its_code_point(body: str, message: str, offset: int) -> None:
    text = f"---\n{body}"
    with pytest.raises(YamlError) as caught:
        read_yaml(text, 4, len(text))
    assert message in caught.value.message
    assert caught.value.offset == 4 + offset
