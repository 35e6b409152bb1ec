"""One edition with all it needs: its file, the layouts of its pages, its stories and their pictures.

Every mistake of every file is reported in one run. What a frame or a page may hold is checked over the model
(:mod:`typeset.checks`); here only files that cannot be understood, and names that lead nowhere.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding, Severity, coded, in_order
from typeset.model.edition import Edition, Filler, Fold, PageSpec, Placement
from typeset.model.story import Story
from typeset.model.style import LineRules
from typeset.read.edition_form import EditionForm, PageForm
from typeset.read.house import House
from typeset.read.imprint import read_imprint
from typeset.read.inheritance import FileKind, StyleFile, StyleFiles
from typeset.read.issue_fields import check_fields, edition_fields, hides_fields, page_fields, spoilt_fields
from typeset.read.layouts import EditionStyle, Layouts, PageStyle
from typeset.read.page_order import PageOrder
from typeset.read.pictures import Pictures
from typeset.read.placements import (
    PageAt,
    StoryShelf,
    ad_placements,
    read_fillers,
    story_placements,
    teaser_placements,
)
from typeset.read.rgb import PressColours
from typeset.read.standing_copy import StandingCopy
from typeset.read.texts import read_text
from typeset.read.validate import Checked, missing, validate
from typeset.read.yaml_tree import Mapping, compose, key_span_at, span_at
from typeset.source import Sources, Span

_FILE: Final = "edition.yaml"


def read_edition(
    sources: Sources,
    folder: str,
    *,
    pages: frozenset[int] | None = None,
    faces: frozenset[str] | None = None,
    standing: StandingCopy | None = None,
) -> tuple[Edition | None, tuple[Finding, ...]]:
    """Read the edition in a folder of the sources, such as ``editions/2026-11-22``.

    ``pages`` does not limit what is read: jumps and teasers need the whole edition. ``faces`` are the roles that
    styles may ask for; without them no face is found missing. What ``standing`` copy has is not read again.

    Returns:
        The edition and all findings. It is None when its file or a layout it uses cannot be understood; stories
        and pictures that cannot be read are left out of it, with findings of severity error.
    """
    del pages
    found: list[Finding] = []
    checked = _edition_file(sources, folder, found)
    if checked is None:
        return None, in_order(found)
    reader = _EditionReader(sources, folder, checked, found, faces, standing)
    edition = reader.read()
    return edition, in_order(coded(found, reader.order.codes))


def _edition_file(sources: Sources, folder: str, found: list[Finding]) -> Checked[EditionForm] | None:
    file = f"{folder}/{_FILE}"
    if not sources.exists(file):
        found.append(finding("missing-edition", span=Span(file), folder=folder))
        return None
    text, problems = read_text(sources, file)
    found.extend(problems)
    if text is None:
        return None
    tree, problems = compose(text, file)
    found.extend(problems)
    if tree is None:
        if not problems:
            found.append(finding("empty-file", span=Span(file)))
        return None
    checked = validate(EditionForm, tree)
    found.extend(checked.findings)
    found.extend(missing(checked.tree, checked.broken, (), ("date", "pages")))
    return checked


class _EditionReader:
    def __init__(
        self,
        sources: Sources,
        folder: str,
        checked: Checked[EditionForm],
        found: list[Finding],
        faces: frozenset[str] | None,
        standing: StandingCopy | None,
    ) -> None:
        self._standing = standing
        self._folder = folder
        self._form = checked.form or EditionForm()
        self._tree: Mapping = checked.tree
        self._broken = checked.broken
        self._found = found
        self.order = PageOrder(self._form.pages or (), checked.tree)
        self._files = StyleFiles(sources, found)
        self._pictures = Pictures(sources)
        self._sources = sources
        style = EditionStyle(self._house_files(), checked.tree, checked.broken, faces)
        press = PressColours(sources, standing.converters if standing is not None else None)
        self._layouts = Layouts(self._files, self._pictures, style, found, press)

    def read(self) -> Edition | None:
        """The edition; None when its own file or a layout has mistakes."""
        form, tree = self._form, self._tree
        forms = tuple(enumerate(form.pages or ()))
        if form.pages is not None and not forms:
            self._found.append(finding("missing-key", span=key_span_at(tree, "pages"), key="pages"))
        for index, _ in forms:
            self._found.extend(missing(tree, self._broken, ("pages", index), ("page", "layout")))
        self._found.extend(self.order.findings())
        house = self._layouts.house(self._root(forms))
        self._pictures.inks_of = self._layouts.press.inks_of(house.printing)
        styles = {index: self._style(index, page) for index, page in forms}
        fields = edition_fields(form, house.imprint, house.paper, len(forms))
        made = [
            self._page(index, page, style, house, fields)
            for index, page in forms
            if (style := styles[index]) is not None
        ]
        usable = not any(f.severity is Severity.ERROR for f in self._found)
        filled, stories, fillers = self._filled(forms, styles)
        self._found.extend(self._pictures.told)
        if not usable or form.date is None or len(made) != len(forms) or not forms:
            return None
        pages = tuple(replace(page, placements=filled[index]) for index, page in made)
        slug = self._folder.rsplit("/", 1)[-1]
        return Edition(
            slug,
            house.paper,
            form.date,
            pages,
            stories,
            tree.span,
            fields,
            fillers,
            self._pictures.drawings,
            form.fold or Fold.NESTED,
            severities=house.severities,
            imprint=read_imprint(house, tree),
            extra=form.extra,
        )

    def _filled(
        self, forms: tuple[tuple[int, PageForm], ...], styles: dict[int, PageStyle | None]
    ) -> tuple[dict[int, tuple[Placement, ...]], dict[str, Story], tuple[Filler, ...]]:
        """What stands on each page, by its index, the stories, and the pool of fillers."""
        shelf = StoryShelf(self._sources, self._folder, self._pictures, self._found, self._standing)
        filled: dict[int, tuple[Placement, ...]] = {index: () for index, _ in forms}
        for fill in (story_placements, ad_placements, teaser_placements):
            for index, form in forms:
                style = styles[index]
                lines = style.house.book.lines if style is not None else LineRules()
                layout = style.layout if style is not None else None
                names = frozenset(style.house.book.styles) if style is not None else None
                number = self.order.numbers[index]
                at = PageAt(number, index, layout, lines.fullwidth_punctuation, names)
                filled[index] += fill(form, at, self._tree, shelf)
        first = next((style for style in styles.values() if style is not None), None)
        lines = first.house.book.lines if first is not None else LineRules()
        names = frozenset(first.house.book.styles) if first is not None else None
        pool = PageAt(0, 0, None, lines.fullwidth_punctuation, names)
        placed = frozenset(slug for at in filled.values() for placement in at for slug in placement.stories)
        fillers = read_fillers(self._form.fillers or (), pool, self._tree, shelf, placed)
        return filled, shelf.stories, fillers

    def _house_files(self) -> tuple[StyleFile, ...]:
        name = self._form.extends
        if name is None:
            return ()
        span = span_at(self._tree, "extends")
        chain = self._files.chain(name, span)
        if chain.top is not None and chain.top.kind is not FileKind.HOUSE:
            self._found.append(finding("wrong-file-kind", span=span, name=name, wanted="paper"))
            return chain.files[:1]
        return chain.files

    def _root(self, forms: tuple[tuple[int, PageForm], ...]) -> tuple[StyleFile, ...]:
        """The house of the first page, for an edition that names none."""
        first = next((page.layout for _, page in forms if page.layout is not None), None)
        if self._form.extends is not None or first is None:
            return ()
        return self._layouts.root(first, self._tree.span)

    def _style(self, index: int, page: PageForm) -> PageStyle | None:
        if page.layout is None:
            return None
        return self._layouts.layout(page.layout, span_at(self._tree, "pages", index, "layout"))

    def _page(
        self, index: int, form: PageForm, style: PageStyle, house: House, fields: dict[str, str]
    ) -> tuple[int, PageSpec]:
        number = self.order.numbers[index]
        own = page_fields(form, form.page or str(number), style.house.imprint, house.imprint)
        page = PageSpec(
            number=number,
            section=form.section or "",
            layout=style.layout,
            styles=style.house.book,
            jumps=style.house.jumps,
            printing=style.house.printing,
            placements=(),
            span=span_at(self._tree, "pages", index),
            fields=own,
            code=self.order.codes.get(number, ""),
        )
        if not hides_fields(self._broken | style.house.broken):
            known = {*fields, *own, *spoilt_fields(self._broken | style.house.broken, form=self._form)}
            self._found.extend(check_fields(page, known))
        return index, page
