"""Whatever is typed, reading ends in an edition or in findings, and nothing typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import EDITION, FRONT, HOUSE, LEAD, files, read, said, said_in_english, with_story

from typeset.catalogue import ENTRIES, Lang
from typeset.findings import Severity
from typeset.read.punctuation import widen

BITS = st.text(alphabet="abc字段：:-{}[]\"'#~ \n\t0123456789|>*&!%@`,", max_size=8) | st.sampled_from(
    ["null", "{page}", "12px", "1-8", "- ", "\n  ", "frames:", "extends: front", "\x00", "&a *a"]
)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([HOUSE, FRONT, EDITION, LEAD]), st.integers(0, 700), st.integers(0, 30), BITS)
def test_a_spoilt_file_is_never_an_exception(file: str, start: int, length: int, bit: str) -> None:
    given_files = files()
    text = str(given_files[file])
    given_files[file] = text[:start] + bit + text[start + length :]
    reading = read(given_files)
    for found in reading.findings:
        assert found.span is not None
        assert said(found)
        assert said_in_english(found)
    if reading.edition is None:
        assert any(f.severity is Severity.ERROR for f in reading.findings)


WORDS = st.text(alphabet="昨天今日，。“”（）AB12 ", min_size=1, max_size=12).map(str.strip).filter(bool)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(["", "## ", "- ", "> ", "**", "*"]), WORDS).filter(
        lambda b: not b[1][0].isdigit()
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(BLOCKS)
def test_every_character_of_a_body_is_kept_and_leads_back(blocks: list[tuple[str, str]]) -> None:
    typed = "\n\n".join(mark + word + (mark if "*" in mark else "") for mark, word in blocks)
    text = f"---\nheadline: 题\n---\n{typed}\n"
    story = read(with_story(text)).good.stories["lead"]
    kept = [p.text.removeprefix("■") if p.role.value == "list_item" else p.text for p in story.paragraphs]
    assert kept == [widen(word).text for _, word in blocks]
    lines = text.split("\n")
    for paragraph in story.paragraphs:
        for offset, char in enumerate(paragraph.text):
            span = paragraph.span_at(offset)
            source = lines[span.line - 1][span.column - 1]
            assert char in {source, widen("字" + source).text[1:], "■"}
    assert [p.start for p in story.paragraphs] == [
        sum(len(q.text) for q in story.paragraphs[:n]) for n in range(len(story.paragraphs))
    ]


@pytest.mark.parametrize("code", [e.code for e in ENTRIES.values() if e.id[1] in "02"])
def test_an_entry_of_the_catalogue_is_whole_in_both_languages(code: str) -> None:
    entry = ENTRIES[code]
    for lang in Lang:
        assert entry.wording(lang)
        assert entry.hint(lang)
        assert entry.why(lang)
    assert len({e.id for e in ENTRIES.values()}) == len(ENTRIES)
