import datetime

import pytest

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition, JumpRules, PageSpec, Placement
from typeset.model.layout import Grid, PageLayout, Rect, Sheet
from typeset.model.placed import CutPlace, Jump, Overset, Part
from typeset.model.story import HeadlineBlock, Paragraph, Role, Run, Story
from typeset.model.style import StyleBook
from typeset.report import Outcome
from typeset.source import Span
from typeset.units import mm, pt

HERE = Span("editions/2026-11-22/edition.yaml", 5, 3)


def story(slug: str, text: str) -> Story:
    file = f"editions/2026-11-22/stories/{slug}.md"
    paragraph = Paragraph(Role.BODY, (Run(text),), 0, file)
    return Story(slug, HeadlineBlock(headline=(slug,)), (paragraph,), (), Span(file))


def page(number: int, section: str, layout: str, placements: tuple[Placement, ...]) -> PageSpec:
    sheet = Sheet(mm(390), mm(543), 0, mm(22), mm(16), mm(18), mm(18))
    grid = Grid(8, pt(117), pt("9.75"), pt("9.75"), pt(13))
    return PageSpec(
        number, section, PageLayout(layout, sheet, grid, (), HERE), StyleBook(), JumpRules(), placements, HERE
    )


@pytest.fixture
def edition() -> Edition:
    return Edition(
        slug="2026-11-22",
        paper="云汀时报",
        date=datetime.date(2026, 11, 22),
        pages=(
            page(1, "要闻", "front", (Placement("lead", ("plenary",), HERE),)),
            page(2, "要闻", "inside", (Placement("main", ("digest",), HERE),)),
            page(4, "综合", "inside-tails", ()),
        ),
        stories={
            "digest": story("digest", "短讯" * 20),
            "plenary": story("plenary", "昨天下午，" * 20),
        },
        span=HERE,
        fields={"issue": "5678"},
    )


@pytest.fixture
def overset() -> Finding:
    return finding(
        "overset",
        span=Span("editions/2026-11-22/stories/digest.md", 9, 14),
        page=2,
        frame="main",
        story="digest",
        amount=7,
        unit="characters",
        lines=1,
        from_text="短讯短讯",
        cure_zh="删 7 字",
        cure_en="cut 7 characters",
    )


@pytest.fixture
def underset() -> Finding:
    return finding(
        "underset",
        page=1,
        frame="lead",
        story="plenary",
        amount=3,
        unit="lines",
        cure_zh="每栏约空 1 行",
        cure_en="about 1 rows are empty",
    )


@pytest.fixture
def outcome(edition: Edition, overset: Finding, underset: Finding) -> Outcome:
    return Outcome(
        slug=edition.slug,
        edition=edition,
        pages=(1, 2, 4),
        parts=(
            Part("plenary", 1, "lead", Rect(pt(36), pt("120.5"), pt(500), pt(300)), 0, 60),
            Part("digest", 2, "main", Rect(pt(36), pt(80), pt(500), pt(100)), 0, 33),
            Part("plenary", 4, "tails", Rect(pt(36), pt(80), pt(500), pt(100)), 60, 100),
        ),
        jumps=(
            Jump(
                "plenary",
                1,
                "lead",
                4,
                "tails",
                "（下转第四版）",
                "（上接第一版）",
                at=60,
                characters_after=40,
                lines_before=5,
                lines_after=3,
                cut=CutPlace.CLAUSE,
                white=1,
            ),
        ),
        oversets=(Overset("digest", 2, "main", 33, 7, 1),),
        findings=(underset, overset),
        files=((1, "pages/01.pdf"), (4, "pages/04.pdf")),
    )
