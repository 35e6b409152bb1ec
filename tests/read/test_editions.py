"""A workspace without mistakes becomes the model it describes."""

from __future__ import annotations

import datetime

import pytest
from newsroom import EDITION, FRONT, HOUSE, INSIDE, files, picture, read, spoilt

from typeset.model.edition import Cut, JumpRules, Numerals
from typeset.model.layout import (
    BoxSpec,
    FrameKind,
    FramePicture,
    HeadPlace,
    QrCode,
    RuleKind,
    RuleSpec,
    Side,
    TextLine,
    TintSpec,
)
from typeset.model.style import Align, Colour, Composition, EdgeEnd, Prohibition, WritingMode
from typeset.source import Span
from typeset.units import mm, pt


def test_the_sample_reads_without_any_finding() -> None:
    reading = read(files())
    assert reading.findings == ()
    edition = reading.good
    assert (edition.slug, edition.paper, edition.date) == (
        "2026-11-22",
        "云汀时报",
        datetime.date(2026, 11, 22),
    )
    assert [(p.number, p.section, p.layout.name) for p in edition.pages] == [
        (1, "要闻", "front"),
        (2, "综合", "inside"),
    ]
    assert sorted(edition.stories) == ["lead", "second", "third"]


def test_sheet_and_grid_are_in_thousandths_of_a_point() -> None:
    layout = read(files()).good.pages[0].layout
    assert (layout.sheet.width, layout.sheet.height, layout.sheet.top) == (mm(390), mm(543), mm(22))
    assert layout.grid.measure == 12 * pt("9.75")
    assert (layout.grid.gutter, layout.grid.leading, layout.grid.columns) == (pt("9.75"), pt(13), 8)


def test_frames_are_read_with_their_places() -> None:
    layout = read(files()).good.pages[0].layout
    lead, second = layout.frame("lead"), layout.frame("second")
    assert lead is not None
    assert second is not None
    assert (lead.kind, lead.columns, lead.rows, lead.story_columns) == (FrameKind.STORY, (1, 8), (15, 62), 4)
    assert lead.rules == ((Side.BELOW, RuleSpec(RuleKind.DOUBLE)), (Side.LEFT, RuleSpec()))
    assert lead.tint == TintSpec(Colour(0, 0, 0, 80))
    assert str(lead.span) == "layouts/front.yaml:11:3"
    assert (lead.jump.allowed, lead.jump.page, lead.jump.frame) == (True, None, None)
    assert (second.jump.allowed, second.jump.page, second.jump.frame) == (True, "2", "tails")
    assert second.story_columns == 6
    assert second.box == BoxSpec(RuleSpec(RuleKind.THIN))
    assert (
        second.headline.style,
        second.headline.place,
        second.headline.writing,
        second.headline.kicker,
    ) == (
        "headline_second",
        HeadPlace.INSIDE_RIGHT,
        WritingMode.VERTICAL,
        "kicker",
    )


def test_fixed_copy_takes_style_and_alignment_from_its_frame() -> None:
    pages = read(files()).good.pages
    masthead, folio = pages[0].layout.frame("masthead"), pages[1].layout.frame("folio")
    assert masthead is not None
    assert folio is not None
    title, line = masthead.content
    assert isinstance(title, TextLine)
    assert isinstance(line, TextLine)
    assert (title.template, title.style, title.align) == ("{paper}", "masthead", Align.CENTER)
    assert (line.style, line.align) == ("furniture", Align.LEFT)
    assert [item.align for item in folio.content if isinstance(item, TextLine)] == [
        Align.LEFT,
        Align.CENTER,
        Align.RIGHT,
    ]


def test_ears_hold_qr_codes_and_pictures_beside_the_layout() -> None:
    given = spoilt(
        FRONT,
        "  teasers:\n",
        "  ears:\n    kind: ears\n    columns: 6-8\n    rows: 1-12\n    content:\n"
        "      - {qr: https://yunting.example/e, caption: 数字报}\n      - {picture: crest.png}\n  teasers:\n",
    )
    given["layouts/crest.png"] = picture(40, 10, "PNG")
    ears = read(given).good.pages[0].layout.frame("ears")
    assert ears is not None
    code, crest = ears.content
    assert isinstance(code, QrCode)
    assert (code.url, code.caption) == ("https://yunting.example/e", "数字报")
    assert isinstance(crest, FramePicture)
    assert (crest.picture.file, crest.picture.pixels, crest.picture.kind) == (
        "layouts/crest.png",
        (40, 10),
        "PNG",
    )


def test_fields_hold_all_that_furniture_may_say() -> None:
    edition = read(files()).good
    expected = {
        "paper": "云汀时报",
        "date": "2026年11月22日",
        "year": "2026",
        "month": "11",
        "day": "22",
        "weekday": "星期日",
        "issue": "5678",
        "pages": "2",
        "pages_cn": "二",
        "sponsor": "甲单位、乙单位",
        "price": "2元",
        "lunar": "十月十四",
    }
    assert expected.items() <= edition.fields.items()
    assert {
        "section": "综合",
        "editors": "责编：甲　版式：乙",
        "责编": "甲",
        "page": "2",
        "page_cn": "二",
    }.items() <= edition.pages[1].fields.items()


def test_placements_and_teasers_point_at_the_edition_file() -> None:
    page = read(files()).good.pages[0]
    lead, teasers = page.placement("lead"), page.placement("teasers")
    assert lead is not None
    assert teasers is not None
    assert (lead.stories, str(lead.span)) == (("lead",), f"{EDITION}:10:7")
    assert [(t.text, t.stories) for t in teasers.teasers] == [
        ("巡礼", ("third",)),
        ("第一行　第二行", ("lead",)),
    ]
    assert str(teasers.teasers[1].span) == f"{EDITION}:14:11"


def test_a_style_inherits_from_its_base_and_from_the_standard() -> None:
    given = spoilt(
        HOUSE,
        "colours:\n",
        "styles:\n  body: {size: 小五}\n  lead_body: {based_on: body, colour: 报头红}\ncolours:\n",
    )
    book = read(given).good.pages[0].styles
    assert (book["body"].face, book["body"].size, book["body"].indent) == ("宋", pt(9), 2 * pt(9))
    assert (book["lead_body"].size, book["lead_body"].colour) == (pt(9), Colour(0, 1000, 1000, 0))
    assert book["lead_body"].align is Align.JUSTIFY


def test_sizes_of_a_fit_are_sorted_and_squeeze_is_in_thousandths() -> None:
    given = spoilt(
        HOUSE,
        "colours:\n",
        "styles:\n  headline: {fit: {sizes: [一号, 特号, 初号], squeeze: 80%..105%}}\ncolours:\n",
    )
    fit = read(given).good.pages[0].styles["headline"].fit
    assert fit is not None
    assert fit.sizes == (pt(56), pt(42), pt(26))
    assert (fit.squeeze_least, fit.squeeze_most) == (800, 1050)


def test_a_null_takes_an_inherited_style_key_away() -> None:
    given = spoilt(HOUSE, "colours:\n", "styles:\n  headline: {fit: ~}\ncolours:\n")
    book = read(given).good.pages[0].styles
    assert book["headline"].fit is None
    assert book["headline_second"].fit is not None


def test_inheritance_runs_standard_house_layouts_edition() -> None:
    given = spoilt(
        HOUSE,
        "print: {",
        "jumps: {source: '甲{page}', target: '甲{page}', cut: anywhere, least_before: 6}\nprint: {",
    )
    given[FRONT] = str(given[FRONT]) + "jumps: {source: '乙{page}', target: '乙{page}'}\n"
    given[EDITION] = str(given[EDITION]) + "jumps: {source: '丙{page}', numerals: arabic}\n"
    pages = read(given).good.pages
    assert pages[0].jumps == JumpRules(
        source="丙{page}", target="乙{page}", numerals=Numerals.ARABIC, cut=Cut.ANYWHERE, least_before=6
    )
    assert pages[1].jumps.target == "甲{page}"


def test_line_rules_are_in_thousandths_of_an_em() -> None:
    given = spoilt(
        HOUSE,
        "print: {",
        "text: {kinsoku: strict, edge_end: trim, gap_most: 0.33, edge_start_trim: no}\nprint: {",
    )
    lines = read(given).good.pages[0].styles.lines
    assert (lines.kinsoku, lines.edge_end, lines.gap_most) == (Prohibition.STRICT, EdgeEnd.TRIM, 330)
    assert lines.edge_start_trim is False
    assert lines.fullwidth_punctuation is True


def test_a_layout_may_extend_a_layout_and_drop_a_frame() -> None:
    given = files()
    given["layouts/special.yaml"] = (
        "layout: special\nextends: front\ngrid: {leading: 14pt}\nframes:\n  second: ~\n  lead: {rows: 15-80}\n"
    )
    text = str(given[EDITION])
    given[EDITION] = text.replace("layout: front", "layout: special").replace("      second: second\n", "")
    layout = read(given).good.pages[0].layout
    assert layout.frame("second") is None
    lead = layout.frame("lead")
    assert lead is not None
    assert (lead.rows, lead.columns, lead.story_columns) == ((15, 80), (1, 8), 4)
    assert layout.grid.leading == pt(14)


def test_a_frame_of_a_chain_points_at_the_file_that_wrote_it_last() -> None:
    given = files()
    given["layouts/special.yaml"] = "layout: special\nextends: front\nframes:\n  lead: {rows: 15-80}\n"
    given[EDITION] = str(given[EDITION]).replace("layout: front", "layout: special")
    layout = read(given).good.pages[0].layout
    lead, second = layout.frame("lead"), layout.frame("second")
    assert lead is not None
    assert second is not None
    assert lead.span.file == "layouts/special.yaml"
    assert second.span.file == FRONT


def test_an_edition_without_a_house_takes_that_of_its_first_page() -> None:
    edition = read(spoilt(EDITION, "extends: house\n", "")).good
    assert edition.paper == "云汀时报"
    assert edition.fields["price"] == "2元"


def test_dates_issues_and_slugs_may_look_like_numbers() -> None:
    given = spoilt(EDITION, "issue: 5678", 'issue: "0042"')
    given[EDITION] = (
        str(given[EDITION])
        .replace("date: 2026-11-22", 'date: "2026-11-22"')
        .replace("lead: lead", "lead: 1015")
    )
    given[EDITION] = str(given[EDITION]).replace("        - lead\n", "")
    given["editions/2026-11-22/stories/1015.md"] = "---\nheadline: no\n---\n正文\n"
    edition = read(given).good
    assert edition.fields["issue"] == "0042"
    assert edition.stories["1015"].block.headline == ("no",)


@pytest.mark.parametrize(("number", "word"), [(10, "十"), (11, "十一"), (20, "二十"), (24, "二十四")])
def test_page_numbers_in_words(number: int, word: str) -> None:
    given = spoilt(EDITION, "page: 2", f"page: {number}")
    assert read(given).good.pages[1].fields["page_cn"] == word


def test_a_layout_may_change_the_imprint_of_its_page() -> None:
    given = files()
    given[INSIDE] = str(given[INSIDE]) + "imprint: {price: 另售3元}\n"
    edition = read(given).good
    assert edition.fields["price"] == "2元"
    assert edition.pages[1].fields["price"] == "另售3元"
    assert "price" not in edition.pages[0].fields


def test_a_frame_left_empty_on_purpose_is_told_from_one_not_mentioned() -> None:
    page = read(spoilt(EDITION, "second: second", "second: ~")).good.pages[0]
    placed = page.placement("second")
    assert placed is not None
    assert placed.stories == ()
    page = read(spoilt(EDITION, "      second: second\n", "")).good.pages[0]
    assert page.placement("second") is None


def test_a_colour_may_be_named_after_another() -> None:
    given = spoilt(HOUSE, "imprint:", "  栏题红: 报头红\nimprint:")
    given[FRONT] = str(given[FRONT]).replace("gray(8%)", "栏题红")
    lead = read(given).good.pages[0].layout.frame("lead")
    assert lead is not None
    assert lead.tint == TintSpec(Colour(0, 1000, 1000, 0))


def test_the_edition_points_at_its_file() -> None:
    edition = read(files()).good
    assert edition.span.file == EDITION
    assert isinstance(edition.pages[0].span, Span)
    assert str(edition.pages[1].span) == f"{EDITION}:15:5"


def test_line_ends_are_chosen_as_the_house_style_says() -> None:
    assert read(files()).good.pages[0].styles.lines.composition is Composition.TOTAL_FIT
    greedy = read(spoilt(HOUSE, "  price: 2元", "  price: 2元\ntext: {composition: greedy}"))
    assert greedy.good.pages[0].styles.lines.composition is Composition.GREEDY
