"""The file of an edition with the layouts of its pages: all there is to an edition but what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding, Severity
from typeset.model.edition import PageSpec
from typeset.read.edition_form import EditionForm, PageForm
from typeset.read.house import House
from typeset.read.inheritance import FileKind, StyleFile, StyleFiles
from typeset.read.issue_fields import check_fields, edition_fields, hides_fields, page_fields, spoilt_fields
from typeset.read.layouts import EditionStyle, Layouts, PageStyle
from typeset.read.page_order import PageOrder
from typeset.read.pictures import Pictures
from typeset.read.rgb import PressColours
from typeset.read.texts import read_text
from typeset.read.validate import Checked, missing, validate
from typeset.read.yaml_tree import Mapping, compose, key_span_at, span_at
from typeset.source import Sources, Span

if TYPE_CHECKING:
    from typeset.repro import ColourConverter, Wanted

_FILE: Final = "edition.yaml"


class EditionPages(Struct, frozen=True):
    """What was read of an edition: its file, the layout and house style of each page by its index, the pages without what stands on them.

    ``pages`` are those that could be made; ``usable`` says that nothing was wrong. ``found`` is all that is to be said of it;
    ``pictures`` has looked up those of layouts.
    """

    form: EditionForm
    tree: Mapping
    order: PageOrder
    house: House
    fields: dict[str, str]
    styles: dict[int, PageStyle | None]
    pages: tuple[tuple[int, PageSpec], ...]
    pictures: Pictures
    found: tuple[Finding, ...]
    usable: bool

    @property
    def forms(self) -> tuple[tuple[int, PageForm], ...]:
        """The pages as they were written, with their indices."""
        return tuple(enumerate(self.form.pages or ()))


def read_pages(
    sources: Sources,
    folder: str,
    faces: frozenset[str] | None = None,
    converters: dict[Wanted, ColourConverter] | None = None,
) -> EditionPages | tuple[Finding, ...]:
    """Read the file of an edition and the layouts it names; only findings when the file cannot be understood.

    ``faces`` are the roles that styles may ask for; ``converters`` those of readings before.
    """
    found: list[Finding] = []
    checked = _edition_file(sources, folder, found)
    if checked is None:
        return tuple(found)
    return _PagesReader(sources, checked, found, faces, converters).read()


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


class _PagesReader:
    def __init__(
        self,
        sources: Sources,
        checked: Checked[EditionForm],
        found: list[Finding],
        faces: frozenset[str] | None,
        converters: dict[Wanted, ColourConverter] | None,
    ) -> None:
        self._form = checked.form or EditionForm()
        self._tree: Mapping = checked.tree
        self._broken = checked.broken
        self._found = found
        self._order = PageOrder(self._form.pages or (), checked.tree)
        self._files = StyleFiles(sources, found)
        self._pictures = Pictures(sources)
        style = EditionStyle(self._house_files(), checked.tree, checked.broken, faces)
        self._layouts = Layouts(self._files, self._pictures, style, found, PressColours(sources, converters))

    def read(self) -> EditionPages:
        """The pages, as far as their layouts can be used."""
        form, tree = self._form, self._tree
        forms = tuple(enumerate(form.pages or ()))
        if form.pages is not None and not forms:
            self._found.append(finding("missing-key", span=key_span_at(tree, "pages"), key="pages"))
        for index, _ in forms:
            self._found.extend(missing(tree, self._broken, ("pages", index), ("page", "layout")))
        self._found.extend(self._order.findings())
        house = self._layouts.house(self._root(forms))
        self._pictures.inks_of = self._layouts.press.inks_of(house.printing)
        styles = {index: self._style(index, page) for index, page in forms}
        fields = edition_fields(form, house.imprint, house.paper, len(forms))
        pages = tuple(
            self._page(index, page, style, house, fields)
            for index, page in forms
            if (style := styles[index]) is not None
        )
        usable = not any(f.severity is Severity.ERROR for f in self._found)
        return EditionPages(
            form,
            tree,
            self._order,
            house,
            fields,
            styles,
            pages,
            self._pictures,
            tuple(self._found),
            usable and form.date is not None and bool(forms) and len(pages) == len(forms),
        )

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
        number = self._order.numbers[index]
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
            code=self._order.codes.get(number, ""),
        )
        if not hides_fields(self._broken | style.house.broken):
            known = {*fields, *own, *spoilt_fields(self._broken | style.house.broken, form=self._form)}
            self._found.extend(check_fields(page, known))
        return index, page
