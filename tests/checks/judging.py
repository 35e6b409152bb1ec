"""Papers made in memory are set and judged by one rule of the profile, as the press does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from paper import HERE

from typeset.catalogue import message
from typeset.catalogue.entry import Lang
from typeset.checks.profile import RULES
from typeset.checks.rule import Case, run
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition
from typeset.model.story import Picture
from typeset.model.verdict import State
from typeset.read.words import word_starts
from typeset.text.breaks import Words


@dataclass(frozen=True, slots=True)
class Judged:
    """What a rule made of an edition: its findings and its state."""

    found: tuple[Finding, ...]
    state: State

    @property
    def codes(self) -> list[str]:
        """The codes of its findings."""
        return [f.code for f in self.found]

    @property
    def words(self) -> list[str]:
        """Its findings in English."""
        return [message(f, Lang.EN) for f in self.found]


def judge(edition: Edition, faces: FaceBook, rule: str, words: Words | None = word_starts) -> Judged:
    """Set an edition and judge it by the rule of this name; wordings of its findings are made in both languages."""
    return judge_issue(edition, set_issue(edition, faces), rule, words)


def judge_issue(edition: Edition, issue: SetIssue, rule: str, words: Words | None = word_starts) -> Judged:
    """Judge an issue that was set."""
    (chosen,) = (one for one in RULES if one.name == rule)
    made, (ruling,) = run((chosen,), Case(edition, issue, issue.findings, words))
    assert all(message(f, lang) for f in made for lang in Lang)
    assert {f.code for f in made} <= set(chosen.codes)
    return Judged(made, ruling.state)


def with_layout(edition: Edition, **changes: object) -> Edition:
    """The edition with fields of its pages changed."""
    return replace(edition, pages=tuple(replace(page, **changes) for page in edition.pages))  # type: ignore[arg-type]


def picture(file: str = "a.jpg", pixels: tuple[int, int] = (1000, 500), **more: object) -> Picture:
    """A photograph without a caption."""
    made = Picture(file, "", "", HERE, pixels, "JPEG")
    return replace(made, **more)  # type: ignore[arg-type]


def sentences(count: int, length: int = 30) -> Sequence[str]:
    """Paragraphs of a length that hold no number, no mark but the last, and no doubled word."""
    return [("江风夜渡船灯火市声远近人家炊烟" * 10)[: length - 1] + "。" for _ in range(count)]
