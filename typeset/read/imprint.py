"""By which regulation the form of an issue is judged, and where what it prints of itself was written."""

from __future__ import annotations

from typing import Final

from typeset.model.form import Imprint, ImprintProfile
from typeset.read.house import House
from typeset.read.yaml_tree import Mapping, key_span_at, node_at, span_at

# Words of an edition the imprint prints that stand beside its fields.
_OF_EDITION: Final = ("date", "issue", "extra", "pages")


def read_imprint(house: House, edition: Mapping) -> Imprint:
    """The imprint of an issue by the house style it has and the tree of its own file."""
    places = {name: span_at(house.tree, "imprint", name) for name in house.imprint}
    places |= {name: span_at(edition, name) for name in _OF_EDITION if edition.get(name) is not None}
    own = edition.get("fields")
    if isinstance(own, Mapping):
        places |= {key.text: value.span for key, value in own.entries}
    written = node_at(house.tree, ("imprint",)) is not None
    span = key_span_at(house.tree, "imprint") if written else edition.span
    return Imprint(_profile(house), span, places)


def _profile(house: House) -> ImprintProfile:
    """What the house style says, or else what its imprint has: a CN number or a permit."""
    if house.form.imprint_profile is not None:
        return house.form.imprint_profile
    if "cn" in house.imprint:
        return ImprintProfile.CN
    return ImprintProfile.INTERNAL if "permit" in house.imprint else ImprintProfile.NONE
