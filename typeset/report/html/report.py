"""The whole HTML report put together."""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from typing import Final

from typeset.catalogue import message
from typeset.catalogue.entry import Lang
from typeset.findings import Severity, in_order
from typeset.report.console_pages import percent
from typeset.report.form_lines import form_lines, item_lines
from typeset.report.html.items import Thumbnail
from typeset.report.html.lists import aside_lists, numbered_list, rules_table
from typeset.report.html.marks import places_on
from typeset.report.html.markup import Markup, element, joined
from typeset.report.html.page import Numbered, page_picture
from typeset.report.html.thumbnails import PictureBytes, Thumbnails
from typeset.report.html.words import html_words
from typeset.report.outcome import Outcome, PageSummary, page_summaries
from typeset.report.words import counted, words

# The browser is told as well: nothing but what stands in the file is ever loaded or run.
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_LANGUAGES: Final = {Lang.ZH: "zh-CN", Lang.EN: "en"}


class HtmlReport:
    """Writes one edition as HTML. ``pictures`` gives the content of picture files; findings below ``level`` are only counted."""

    def __init__(self, *, pictures: PictureBytes | None = None, level: Severity = Severity.INFO) -> None:
        self._pictures = pictures or _no_picture
        self._level = level

    def write(self, outcome: Outcome, *, lang: Lang) -> str:
        """The whole document."""
        shown = _numbered(outcome, self._level, lang)
        sections = [
            _head(outcome, lang),
            *_unread(outcome, lang),
            *_issue(shown, lang),
            *_pages(outcome, shown, Thumbnails(self._pictures), lang),
            *aside_lists(outcome.allowed, in_order(outcome.known), lang),
            *_form(outcome, lang),
            *_rules(outcome, lang),
            _foot(outcome, len(set(outcome.findings)) - len(shown), lang),
        ]
        style = importlib.resources.files("typeset.report.html").joinpath("style.css").read_text("utf-8")
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("title", _title(outcome, lang)),
            Markup(f"<style>\n{style}</style>"),
        )
        document = element("html", head, element("body", *sections), lang=_LANGUAGES[lang])
        return f"<!DOCTYPE html>\n{document}\n"


def _no_picture(_name: str) -> None:
    return None


def _numbered(outcome: Outcome, level: Severity, lang: Lang) -> list[Numbered]:
    """The findings with their numbers, and with their places where their page was drawn."""
    drawn = {page.page.number: page for page in outcome.drawn}
    listed = [f for f in in_order(outcome.findings) if f.severity >= level]
    return [
        Numbered(
            number,
            f,
            message(f, lang),
            places_on(drawn[f.page], f, outcome) if f.page in drawn else (),
        )
        for number, f in enumerate(listed, start=1)
    ]


def _title(outcome: Outcome, lang: Lang) -> str:
    edition = outcome.edition
    paper, date = (outcome.slug, "") if edition is None else (edition.paper, edition.date.isoformat())
    return html_words(lang).title.format(paper=paper, date=date)


def _head(outcome: Outcome, lang: Lang) -> Markup:
    """The title, the counts, and the pages with how full each is; each leads to its picture."""
    pages = [_entry(page, lang) for page in page_summaries(outcome)]
    contents = element("nav", *pages, class_="pages", aria_label=html_words(lang).pages)
    counts = element("p", counted(in_order(outcome.findings), lang), class_="counts")
    return element("header", element("h1", _title(outcome, lang)), counts, *([contents] if pages else []))


def _entry(page: PageSummary, lang: Lang) -> Markup:
    say = words(lang)
    found = [
        element("span", say.amount(number, severity), class_=severity.word)
        for number, severity in ((page.errors, Severity.ERROR), (page.warnings, Severity.WARNING))
        if number
    ]
    name = element("b", html_words(lang).page.format(page=page.spec.name), " ", page.spec.section)
    state = found or [element("span", say.passed, class_="passed")]
    return element("a", name, _bar(page, lang), *state, href=f"#page-{page.spec.name}")


def _bar(page: PageSummary, lang: Lang) -> Markup:
    """A bar as wide as the page is full; what found no room goes beyond its end."""
    if page.fill is None:
        return Markup("")
    share = percent(page.fill)
    label = html_words(lang).full.format(percent=share)
    filled = min(100, share)
    return element(
        "svg",
        element("title", label),
        element("rect", x=0, y=0, width=100, height=8, class_="room"),
        element("rect", x=0, y=0, width=filled, height=8, class_="filled"),
        element("rect", x=100, y=0, width=min(20, max(0, share - 100)), height=8, class_="over"),
        viewBox="0 0 120 8",
        class_="bar",
        role="img",
        aria_label=label,
    )


def _unread(outcome: Outcome, lang: Lang) -> list[Markup]:
    return [element("p", html_words(lang).unread)] if outcome.edition is None else []


def _issue(shown: Sequence[Numbered], lang: Lang) -> list[Markup]:
    """What is on no page that was drawn."""
    whole = [one for one in shown if not one.places]
    if not whole:
        return []
    return [element("section", element("h2", html_words(lang).whole_issue), numbered_list(whole, lang))]


def _pages(outcome: Outcome, shown: Sequence[Numbered], thumbnail: Thumbnail, lang: Lang) -> list[Markup]:
    say = html_words(lang)
    drawn = {page.page.number: page for page in outcome.drawn}
    sections: list[Markup] = []
    for page in page_summaries(outcome):
        number = page.spec.number
        if number not in drawn:
            continue
        here = [one for one in shown if one.places and one.finding.page == number]
        name = f"{say.page.format(page=page.spec.name)} {page.spec.section}"
        picture = page_picture(drawn[number], here, thumbnail, name)
        told = numbered_list(here, lang) if here else element("p", say.nothing_on_page, class_="passed")
        bar = element("p", _bar(page, lang), _full(page, lang), class_="full")
        sections.append(
            element(
                "section",
                element("h2", name),
                element("div", element("div", picture), element("div", bar, told), class_="spread"),
                id=f"page-{page.spec.name}",
            )
        )
    return sections


def _full(page: PageSummary, lang: Lang) -> str:
    return "" if page.fill is None else html_words(lang).full.format(percent=percent(page.fill))


def _rules(outcome: Outcome, lang: Lang) -> list[Markup]:
    if not outcome.rulings:
        return []
    say = html_words(lang)
    lacking = any(ruling.not_run is not None for ruling in outcome.rulings)
    note = [element("p", say.not_run_note)] if lacking else []
    return [element("section", element("h2", say.rules), *note, rules_table(outcome.rulings, lang))]


def _form(outcome: Outcome, lang: Lang) -> list[Markup]:
    """The score of the form with its items, and the words checked."""
    lines = form_lines(outcome, lang)
    if not lines:
        return []
    items = item_lines(outcome.form, lang) if outcome.form is not None else ()
    listed = element("ul", joined(element("li", line) for line in items))
    told = joined(element("p", line) for line in lines)
    return [element("section", element("h2", html_words(lang).form), told, listed)]


def _foot(outcome: Outcome, below: int, lang: Lang) -> Markup:
    """What is not listed, as on the console, and what the pictures are good for."""
    say = words(lang)
    lines = [
        wording.format(number=number)
        for number, wording in ((below, say.below), (outcome.left_out, say.left_out))
        if number
    ]
    if outcome.drawn:
        lines.append(html_words(lang).picture_note)
    return element("footer", joined(element("p", line) for line in lines))
