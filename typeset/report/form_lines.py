"""The form of an issue (出版形式) and the words its editing errors are measured by, in lines for people and as data."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.catalogue.entry import Lang
from typeset.model.checkedwords import CheckedWords
from typeset.model.form import FormItem, FormScore, ImprintProfile
from typeset.model.verdict import State
from typeset.report.json_value import Json
from typeset.report.outcome import Outcome

_STATES = {
    State.PASSED: ("通过", "passed"),
    State.BROKEN: ("不合", "broken"),
    State.NOT_RUN: ("没有执行", "not run"),
}
_PROFILES = {
    ImprintProfile.CN: ("报纸", "newspaper"),
    ImprintProfile.INTERNAL: ("内部资料", "internal publication"),
}


def form_lines(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    """A line with the score of the form, and one with the number of words checked; none of what was not judged."""
    lines = [] if outcome.form is None or not outcome.form.items else [_score(outcome.form, lang)]
    if outcome.checked_words is not None and outcome.checked_words.total:
        lines.append(_words(outcome.checked_words, lang))
    return tuple(lines)


def item_lines(score: FormScore, lang: Lang) -> Iterator[str]:
    """A line an item: what became of it, what it counts, and where that is written."""
    for item in score.items:
        yield _item_zh(item) if lang is Lang.ZH else _item_en(item)


def _item_zh(item: FormItem) -> str:
    count = f" {item.count} 处" if item.count else ""
    why = f"（{item.not_run.zh}）" if item.not_run is not None else ""
    doubt = "" if item.verified else "（未核实）"
    return f"{item.zh}：{_STATES[item.state][0]}{count}{why}{doubt}　{item.source.zh}"


def _item_en(item: FormItem) -> str:
    count = f" {item.count}" if item.count else ""
    why = f" ({item.not_run.en})" if item.not_run is not None else ""
    doubt = "" if item.verified else " (not verified)"
    return f"{item.en}: {_STATES[item.state][1]}{count}{why}{doubt}  {item.source.en}"


def _score(score: FormScore, lang: Lang) -> str:
    zh = lang is Lang.ZH
    profile = _PROFILES.get(score.profile, ("", ""))[0 if zh else 1]
    lacking = sum(item.state is State.NOT_RUN for item in score.items)
    doubtful = sum(not item.verified for item in score.items)
    if zh:
        verdict = "合格" if score.passed else "不合格"
        return (
            f"出版形式（{profile}）：差错 {score.total} 处，限 {score.limit} 处，{verdict}；"
            f"{len(score.items)} 项中 {lacking} 项没有执行，{doubtful} 项计法未核实"
        )
    verdict = "passed" if score.passed else "failed"
    return (
        f"form ({profile}): {score.total} errors of at most {score.limit}, {verdict}; "
        f"of {len(score.items)} items {lacking} not run, {doubtful} counted in a way not verified"
    )


def _words(known: CheckedWords, lang: Lang) -> str:
    if lang is Lang.ZH:
        return f"编校字数 {known.total}，万分之三即最多 {known.most_errors:g} 处差错"
    return f"words checked: {known.total}; three in ten thousand are {known.most_errors:g} errors at the most"


def form_as_data(score: FormScore | None) -> Json:
    """The form as JSON; None where it was not judged."""
    if score is None:
        return None
    return {
        "profile": score.profile.value,
        "errors": score.total,
        "limit": score.limit,
        "passed": score.passed,
        "items": [_item(item) for item in score.items],
    }


def _item(item: FormItem) -> Json:
    return {
        "item": item.key,
        "name": item.zh,
        "state": item.state.value,
        "errors": item.count,
        "weight": item.weight,
        "verified": item.verified,
        "source": item.source.zh,
        "codes": list(item.codes),
    }


def words_as_data(known: CheckedWords | None) -> Json:
    """The words checked as JSON, page by page."""
    if known is None:
        return None
    pages: list[Json] = [{"page": page.page, "words": page.words} for page in known.pages]
    return {"total": known.total, "most_errors": known.most_errors, "pages": pages}
