import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from typeset.catalogue import ENTRIES
from typeset.read.schema import KINDS, json_schema

ROOT = Path(__file__).parents[1]


def keys_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from keys_of(item)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys_of(value)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_key_people_write_is_in_the_glossary(kind: str) -> None:
    words = set(re.findall(r"[a-z_]+", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")))
    keys = set(keys_of(json_schema(kind)))
    assert keys
    assert keys <= words


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "GLOSSARY.md", "CHANGELOG.md"])
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(
        r"\]\((?!https?:)([^)#]+)\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    )
    assert [t for t in targets if not (ROOT / t).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_both_readmes_start_with_the_two_commands(name: str) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks[0].strip() == (
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/typeset build editions/2026-11-22"
    )
    assert blocks[1].strip() == ".venv/bin/pytest"


def test_codes_named_in_the_glossary_exist() -> None:
    named = set(re.findall(r"`(T\d{3})`", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")))
    assert named <= {e.id for e in ENTRIES.values()}


KEY_OF_KIND = {"paper": "house", "layout": "layout", "pages": "edition", "headline": "story"}


def samples(name: str) -> Iterator[tuple[str, Any]]:
    """The samples of files in a README that say what they are by a comment, and the front matter of the story."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(
        r"```(?:yaml\n# (?:layouts|editions)/|markdown\n---\n)(.*?)```", text, flags=re.DOTALL
    )
    for block in blocks:
        front = block.split("---\n")[0] if "---\n" in block else block.split("\n", 1)[1]
        value = yaml.safe_load(front)
        kind = next(kind for key, kind in KEY_OF_KIND.items() if key in value)
        yield kind, json.loads(json.dumps(value, default=datetime.date.isoformat))


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_samples_in_the_readme_follow_the_format(name: str) -> None:
    found = list(samples(name))
    assert {kind for kind, _ in found} == set(KEY_OF_KIND.values())
    for kind, value in found:
        jsonschema.validate(value, json_schema(kind), jsonschema.Draft202012Validator)
