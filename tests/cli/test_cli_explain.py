"""``typeset explain``: a page on every code, with an example that is true and the cure, in both languages."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from typeset.catalogue import ENTRIES, Lang
from typeset.catalogue.examples import examples
from typeset.catalogue.general import general
from typeset.cli.codepages import page
from typeset.findings import Severity


def test_every_code_has_an_example_and_no_other_has() -> None:
    assert set(examples()) == set(ENTRIES)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_a_page_says_what_it_means_shows_it_and_names_the_cure(code: str, lang: Lang) -> None:
    entry, example = ENTRIES[code], examples()[code]
    told = page(entry, lang)
    assert entry.id in told
    assert general(entry.wording(lang)) in told
    assert general(entry.why(lang)) in told
    assert example.where.words(lang) in told
    assert all(line in told for line in general(entry.hint(lang)).split("\n"))
    wrong, right = example.part("-", lang), example.part("+", lang)
    assert wrong.strip() or code == "front-matter-open"
    assert right.strip()
    assert wrong != right
    stops = entry.id.startswith("T0") and entry.severity is Severity.ERROR
    assert (f"allow {code} because" in told) != (entry.firm or stops)


@pytest.mark.parametrize("lang", list(Lang))
def test_all_pages_are_one_document_of_markdown(lang: Lang, typeset_command) -> None:
    from markdown_it import MarkdownIt

    done = typeset_command("explain", "--all", "--lang", lang.value)
    assert done.status == 0
    tokens = MarkdownIt("commonmark").parse(done.out)
    heads = [after.content for t, after in pairwise(tokens) if t.type == "heading_open" and t.tag == "h2"]
    assert [head.split()[1] for head in heads] == sorted(ENTRIES, key=lambda code: ENTRIES[code].id)
    shown = [t.content.rstrip("\n") for t in tokens if t.type == "fence" and t.info == "diff"]
    assert shown == [examples()[head.split()[1]].shown(lang) for head in heads]
    assert not any("html" in t.type for t in tokens)


def test_only_explain_reads_the_examples() -> None:
    code = "import sys, typeset.cli.app, typeset.press; sys.exit('typeset.catalogue.examples' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
