"""A ``report.json`` as an impression: stories, parts, jumps and findings; of lines, frames and ink a report holds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from typeset.model.impression import (
    Impression,
    ShownFinding,
    ShownJump,
    ShownPage,
    ShownStory,
)

_VERSION: Final = 1


class NotAReportError(ValueError):
    """Data that are no report of build or check; ``args`` are the reason in Chinese and in English."""


def reported(document: Any, digests: Mapping[str, str]) -> Impression:
    """What a report says; ``digests`` are those of page files, by the names the report has for them.

    Raises:
        NotAReportError: when it is none, or one of another version.
    """
    if not isinstance(document, dict) or "stories" not in document or "pages" not in document:
        raise NotAReportError("不是 build 或 check 的报告", "it is no report of build or check")
    if document.get("version") != _VERSION:
        raise NotAReportError(
            f"版本不是 {_VERSION}，读不了", f"its version is not {_VERSION}, the one that is known"
        )
    try:
        return Impression(
            pages=tuple(
                ShownPage(_text(page["name"]), digest=digests.get(page["file"] or ""))
                for page in document["pages"]
            ),
            stories=tuple(_stories(document)),
            jumps=tuple(_jump(jump) for jump in document["jumps"]),
            findings=tuple(_finding(found) for found in document["findings"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAReportError(f"内容不全（{error}）", f"something is missing in it ({error})") from error


def _stories(document: Mapping[str, Any]) -> Iterator[ShownStory]:
    for story in document["stories"]:
        places = [(_text(part["page_name"]), _text(part["frame"])) for part in story["parts"]]
        counts = (int(story[name]) for name in ("characters", "set", "overset"))
        yield ShownStory(_text(story["slug"]), tuple(dict.fromkeys(places)), *counts)


def _jump(jump: Mapping[str, Any]) -> ShownJump:
    come, gone = ((_text(jump[end]["page_name"]), _text(jump[end]["frame"])) for end in ("from", "to"))
    return ShownJump(_text(jump["story"]), come, gone, _text(jump["source_text"]), _text(jump["target_text"]))


def _finding(found: Mapping[str, Any]) -> ShownFinding:
    amount = found["amount"]
    return ShownFinding(
        code=_text(found["code"]),
        id=_text(found["id"]),
        severity=_text(found["severity"]),
        page=_text(found["page_name"] or ""),
        frame=_text(found["frame"] or ""),
        story=_text(found["story"] or ""),
        amount=None if amount is None else int(amount),
        message=_text(found["message"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value
