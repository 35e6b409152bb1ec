"""The JSON Schemas accept what the readers accept, and describe every key in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from newsroom import EDITION_TEXT, FRONT_TEXT, HOUSE_TEXT, INSIDE_TEXT, STANDARD, STORY_TEXT

from typeset.read.schema import KINDS, json_schema

ROOT = Path(__file__).parent.parent.parent
SAMPLES = [
    ("house", HOUSE_TEXT),
    ("house", STANDARD.read_text(encoding="utf-8")),
    ("layout", FRONT_TEXT),
    ("layout", INSIDE_TEXT),
    ("edition", EDITION_TEXT),
    ("story", STORY_TEXT.split("---")[1]),
]


def properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for name, value in (node.get("properties") or {}).items():
            yield name, value
        for value in node.values():
            yield from properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from properties(value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_closed(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert schema == json_schema(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_in_both_languages(kind: str) -> None:
    for name, value in properties(json_schema(kind)):
        chinese, _, english = value["description"].partition(" / ")
        assert any("\u4e00" <= char <= "\u9fff" for char in chinese), name
        assert english.strip(), name


@pytest.mark.parametrize(("kind", "text"), SAMPLES)
def test_what_readers_accept_is_valid_as_text_and_as_typed_values(kind: str, text: str) -> None:
    for loaded in (yaml.load(text, yaml.BaseLoader), yaml.load(text, TypedLoader)):
        jsonschema.validate(loaded, json_schema(kind))


class TypedLoader(yaml.SafeLoader):
    """What an editor with YAML 1.2 makes of a file: numbers and truth values, but dates stay text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own attribute
        first: [(tag, pattern) for tag, pattern in rules if not tag.endswith("timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("house", {"paper": "x", "gird": {}}),
        ("house", {"grid": {"gutter": "13px"}}),
        ("house", {"sheet": {"trim": ["390mm"]}}),
        ("layout", {"frames": {"a": {"kind": "stroy"}}}),
        ("layout", {"frames": {"a": {"jump": "maybe"}}}),
        ("layout", {"frames": {"a": {"jump": {"allowed": "yes", "pages": 3}}}}),
        ("edition", {"date": "2026-11-22"}),
        ("edition", {"date": "22.11.2026", "pages": []}),
        ("story", {"headlin": "x"}),
    ],
)
def test_mistakes_are_marked_in_the_editor(kind: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json_schema(kind))


def test_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        json_schema("paper")


def test_the_schema_says_where_pictures_are_looked_for_and_what_rows_count() -> None:
    layout = dict(properties(json_schema("layout")))
    assert "网格" in layout["rows"]["description"]
    assert "baseline grid" in layout["rows"]["description"]
    pictures = [body["description"] for name, body in properties(json_schema("layout")) if name == "picture"]
    assert any("layouts/" in text for text in pictures)
    story = json_schema("story")["description"]
    assert "pictures/" in story
    assert "网格行" in story
