import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from typeset import catalogue
from typeset.catalogue import ENTRIES, RETIRED
from typeset.catalogue.general import general
from typeset.cli.explain import nearest


@pytest.mark.parametrize("given", ["overset", "OVERSET", "T101", "t101", " overset "])
def test_explain_by_word_or_id(typeset_command, given) -> None:
    said = typeset_command("explain", given)
    assert said.status == 0
    assert "T101 overset (error)" in said.out
    assert "“…” does not fit frame … on page …: … characters" in said.out
    assert "has nowhere to go on" in said.out


def test_explain_in_chinese(typeset_command) -> None:
    out = typeset_command("explain", "overset", "--lang", "zh").out
    assert "T101 overset (错误)" in out
    assert "办法：" in out
    assert "溢文" in out


def test_explain_lists_every_code(typeset_command) -> None:
    lines = typeset_command("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(e.id for e in ENTRIES.values())


def test_explain_an_unknown_code(typeset_command) -> None:
    said = typeset_command("explain", "overst")
    assert (said.status, said.out) == (2, "")
    assert "overset" in said.err


def test_nearest_codes_are_words_or_ids_as_typed() -> None:
    assert nearest("overst")[0] == "overset"
    assert all(near in {e.id for e in ENTRIES.values()} for near in nearest("T1O1"))


def test_only_what_is_really_near_is_named(typeset_command) -> None:
    assert nearest("") == ()
    assert nearest("没有") == ()
    said = typeset_command("explain", "没有", "--lang", "zh")
    assert said.status == 2
    assert "没有代码“没有”" in said.err
    assert "最接近" not in said.err


def test_no_id_of_a_finding_that_is_made_no_more_is_used_again() -> None:
    assert RETIRED
    assert not RETIRED & {entry.id for entry in ENTRIES.values()}


def test_every_code_of_the_catalogue_is_worded_twice_and_has_its_own_id() -> None:
    modules = [import_module(f"typeset.catalogue.{m.name}") for m in iter_modules(catalogue.__path__)]
    written = {id(e): e for m in modules for e in vars(m).get("ENTRIES", ())}.values()
    assert len({e.id for e in written}) == len({e.code for e in written}) == len(written) == len(ENTRIES)
    for entry in ENTRIES.values():
        assert entry.zh
        assert entry.en
        assert entry.why_zh
        assert entry.why_en
        assert bool(entry.hint_zh) == bool(entry.hint_en)


def test_facts_are_left_open_and_doubled_braces_are_braces() -> None:
    assert general("{a} of {b_c:.1f} in {{x: 1}}") == "… of … in {x: 1}"


def test_no_field_of_a_message_is_shown(typeset_command) -> None:
    for lang in ("zh", "en"):
        assert not re.search(r"\{[a-z_]+\}", typeset_command("explain", "overset", "--lang", lang).out)
