"""Questions and answers (问答体): paragraphs that begin with 问： and 答： in a story that has both."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from typeset.model.story import Emphasis, Role
from typeset.patterns import regex
from typeset.read.draft import Draft

_LABEL: Final = regex(r"^(?:(问|Q)|(答|A))[：:]")


def with_questions(drafts: list[Draft]) -> list[Draft]:
    """The drafts, questions and answers with their roles and their labels set off; as they were without both."""
    roles = [_role(draft) for draft in drafts]
    if not {Role.QUESTION, Role.ANSWER} <= set(roles):
        return drafts
    return [_labelled(draft, role) if role else draft for draft, role in zip(drafts, roles, strict=True)]


def _role(draft: Draft) -> Role | None:
    typed = _LABEL.match(draft.text) if draft.role is Role.BODY else None
    if typed is None:
        return None
    return Role.QUESTION if typed[1] else Role.ANSWER


def _labelled(draft: Draft, role: Role) -> Draft:
    looks = list(draft.looks)
    for index in range(2):
        if looks[index].emphasis is Emphasis.NONE:
            looks[index] = replace(looks[index], emphasis=Emphasis.STRONG)
    return replace(draft, role=role, looks=looks)
