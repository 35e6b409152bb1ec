"""The prose of the composition benchmarks: all stories of the workspace, and new paragraphs made of their sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from typeset.faces import Face
from typeset.model.story import Role
from typeset.read.disk import DiskSources
from typeset.read.editions import read_edition

SEED = 3
# Characters of a paragraph, at least and at most: short, normal and long ones, mixed in equal amounts of text.
LENGTHS = ((30, 80), (80, 200), (200, 500))
_OPEN, _CLOSE = "“‘（《", "”’）》"
_STOPS = "。？！…"
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^>]*>|`+|\*+|^#+\s*|^>\s*|^[-*•]\s+|\x1b\[[0-9;]*m", re.M)
_HAN = r"[\u3400-\u9fff，。、；：？！“”‘’（）《》]"
_TYPED_GAP = re.compile(rf"(?<={_HAN})[ \t]+|[ \t]+(?={_HAN})")


def stories(root: Path) -> list[str]:
    """The body of every story in the editions of a workspace, a paragraph each."""
    sources = DiskSources(root)
    found: list[str] = []
    for folder in sorted(path.parent for path in (root / "editions").glob("*/edition.yaml")):
        edition, _ = read_edition(sources, folder.relative_to(root).as_posix())
        if edition is not None:
            # Sorted: the draw of new paragraphs must not depend on the order of a dictionary.
            for _, story in sorted(edition.stories.items()):
                found.extend(p.text for p in story.paragraphs if p.role is not Role.SUBHEAD)
    return found


def sentences(paragraphs: list[str]) -> list[str]:
    """The sentences of paragraphs; a quotation or bracket is never parted."""
    found: list[str] = []
    for text in paragraphs:
        depth = start = 0
        for index, char in enumerate(text):
            depth += (char in _OPEN) - (char in _CLOSE)
            ends = char in _STOPS or (char in _CLOSE and index and text[index - 1] in _STOPS)
            more = index + 1 < len(text) and text[index + 1] in _STOPS + _CLOSE
            if ends and depth <= 0 and not more:
                found.append(text[start : index + 1])
                start, depth = index + 1, 0
    return found


def recombined(paragraphs: list[str], characters: int, seed: int = SEED) -> list[str]:
    """New paragraphs of the same sentences, together at least so many characters; always the same for one seed."""
    draw = random.Random(seed)
    pool = sentences(paragraphs)
    found: list[str] = []
    for least, most in LENGTHS:
        done = 0
        while done < characters / len(LENGTHS):
            text = ""
            wanted = draw.randint(least, most)
            while len(text) < least or (len(text) < wanted and draw.random() < 0.9):
                text += draw.choice(pool)
            found.append(text)
            done += len(text)
    return found


def texts_in(folder: Path) -> Iterator[str]:
    """The Chinese paragraphs of all .txt and .md files of a folder, without markup and without typed gaps."""
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md"}):
        text = file.read_text(encoding="utf-8", errors="replace").replace("\r", "")
        for block in re.split(r"\n\s*\n", text):
            plain = _TYPED_GAP.sub("", re.sub(r"\s+", " ", _MARKUP.sub("", block)).strip())
            han = sum("一" <= char <= "鿿" for char in plain)
            if han >= 20 and han * 2 > len(plain):
                yield plain


def prose(root: Path, characters: int, folder: Path | None, face: Face) -> tuple[list[str], int]:
    """All paragraphs of the benchmark, and how many were left out because the face lacks a character of theirs."""
    own = stories(root)
    found = [
        *own,
        *recombined(own, max(0, characters - sum(map(len, own)))),
        *(texts_in(folder) if folder else ()),
    ]
    kept = [p for p in found if all(face.glyph(char) or char.isspace() for char in p)]
    return kept, len(found) - len(kept)
