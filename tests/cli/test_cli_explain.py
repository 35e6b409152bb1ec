"""``typeset explain``: a page on every code, with an example that is true and the cure, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from typeset.catalogue import ENTRIES, Lang
from typeset.catalogue.examples import examples
from typeset.catalogue.general import general
from typeset.cli.codepages import page
from typeset.findings import Severity
from typeset.read.front_matter import read_front
from typeset.read.yaml_tree import compose


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


_YAML = [
    "yaml-syntax",
    "yaml-tab",
    "yaml-colon",
    "yaml-quote",
    "yaml-too-deep",
    "yaml-documents",
    "yaml-tag",
    "yaml-key",
    "yaml-alias",
    "duplicate-key",
    "yaml-fullwidth",
    "yaml-colon-space",
    "yaml-bracket",
    "yaml-extra-bracket",
    "yaml-comma",
    "yaml-colon-in-text",
    "yaml-indent",
    "yaml-start",
    "yaml-trailing",
    "yaml-no-colon",
    "yaml-escape",
    "yaml-block-text",
    "yaml-wide-blank",
]


def yaml_codes(text: str) -> set[str]:
    from typeset.read.edition_form import EditionForm
    from typeset.read.validate import validate

    tree, found = compose(text + "\n", "x.yaml")
    told = {f.code for f in found}
    return told | ({f.code for f in validate(EditionForm, tree).findings} if tree is not None else set())


@pytest.mark.parametrize("code", _YAML)
def test_examples_of_yaml_are_true(code: str) -> None:
    example = examples()[code]
    assert code in yaml_codes(example.part("-", Lang.EN))
    assert code not in yaml_codes(example.part("+", Lang.EN))


@pytest.mark.parametrize("code", ["front-matter-open", "front-matter-fence", "front-matter-unfenced"])
def test_examples_of_front_matter_are_true(code: str) -> None:
    def codes(text: str) -> set[str]:
        found = []
        read_front(text, "x.md", found)
        return {f.code for f in found}

    example = examples()[code]
    assert code in codes(example.part("-", Lang.EN))
    assert code not in codes(example.part("+", Lang.EN))


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
