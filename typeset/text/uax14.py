"""Where Unicode allows a line to end: UAX #14 of Unicode 15.0.0, untailored, rules LB1 to LB31.

What a pair of classes decides is one table, made of the rules in their order; what needs more context (spaces, numbers,
flags) is looked for with patterns over the classes. Rule LB25 is the one of Example 7 in section 8.2 of the annex,
numbers by a regular expression, because Unicode's LineBreakTest.txt is made with it. Our own Chinese practice stands
on top of this, in :mod:`typeset.text.breaks`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise
from typing import Final

from typeset.text.uax14_data import RUNS, VERSION

UNICODE_VERSION: Final = VERSION


class Opportunity(enum.IntEnum):
    """What may happen after a character: a line may not, may or must end there.

    JOINED means that the two characters are one cluster (a base and its accents, CR LF, an emoji sequence, a flag, a
    Hangul syllable of letters); UAX #14 only says that no line ends there.
    """

    JOINED = 0
    NO = 1
    MAY = 2
    MUST = 3


# One letter a class, so that patterns can be written over a text of classes.
_NAMES: Final = (
    "BK CR LF NL SP ZW WJ ZWJ CM GL CL CP CPW EX IS SY OP OPW QU NS B2 CB BA HY HL BB AL IN NU PR PO ID IDX "
    "EB EM JL JV JT H2 H3 RI"
)
_CODES: Final = {name: ord("A") + number for number, name in enumerate(_NAMES.split())}
_WIDTH: Final = max(_CODES.values()) + 1
_SYLLABLES: Final = range(0xAC00, 0xD7A4)
_SYLLABLES_A_VOWEL: Final = 28
_LAST: Final = 0x10FFFF


def class_code(name: str) -> int:
    """The code of a class: OP, CL …, and OPW, CPW (of East Asian width), IDX (pictographs not yet assigned)."""
    return _CODES[name]


_J, _N, _M, _X = Opportunity.JOINED, Opportunity.NO, Opportunity.MAY, Opportunity.MUST
_HANGUL: Final = "JL JV JT H2 H3"
# Rule, classes before, classes after ("" is any, "^" all but these), what it says. The first that fits decides.
# LB8a and LB9 join characters before this table is asked, LB10 makes what is left of them AL.
_RULES: Final[tuple[tuple[str, str, str, Opportunity], ...]] = (
    ("LB4", "BK", "", _X),
    ("LB5", "CR", "LF", _J),
    ("LB5", "CR LF NL", "", _X),
    ("LB6", "", "BK CR LF NL", _N),
    ("LB7", "", "SP ZW", _N),
    ("LB8", "ZW", "", _M),
    ("LB11", "", "WJ", _N),
    ("LB11", "WJ", "", _N),
    ("LB12", "GL", "", _N),
    ("LB12a", "^SP BA HY", "GL", _N),
    ("LB13", "", "CL CP CPW EX IS SY", _N),
    ("LB14", "OP OPW", "", _N),
    ("LB15", "QU", "OP OPW", _N),
    ("LB16", "CL CP CPW", "NS", _N),
    ("LB17", "B2", "B2", _N),
    ("LB18", "SP", "", _M),
    ("LB19", "", "QU", _N),
    ("LB19", "QU", "", _N),
    ("LB20", "", "CB", _M),
    ("LB20", "CB", "", _M),
    ("LB21", "", "BA HY NS", _N),
    ("LB21", "BB", "", _N),
    ("LB21b", "SY", "HL", _N),
    ("LB22", "", "IN", _N),
    ("LB23", "AL HL", "NU", _N),
    ("LB23", "NU", "AL HL", _N),
    ("LB23a", "PR", "ID IDX EB EM", _N),
    ("LB23a", "ID IDX EB EM", "PO", _N),
    ("LB24", "PR PO", "AL HL", _N),
    ("LB24", "AL HL", "PR PO", _N),
    ("LB25", "PR PO OP OPW HY NU", "NU", _N),
    ("LB25", "NU", "PR PO", _N),
    ("LB26", "JL", "JL JV H2 H3", _J),
    ("LB26", "JV H2", "JV JT", _J),
    ("LB26", "JT H3", "JT", _J),
    ("LB27", _HANGUL, "PO", _N),
    ("LB27", "PR", _HANGUL, _N),
    ("LB28", "AL HL", "AL HL", _N),
    ("LB29", "IS", "AL HL", _N),
    ("LB30", "AL HL NU", "OP", _N),
    ("LB30", "CP", "AL HL NU", _N),
    ("LB30b", "EB IDX", "EM", _J),
    ("LB31", "", "", _M),
)


def _of(names: str) -> frozenset[int]:
    """The codes of some classes; of all of them for "", of all others after "^"."""
    if not names:
        return frozenset(_CODES.values())
    named = frozenset(_CODES[name] for name in names.removeprefix("^").split())
    return frozenset(_CODES.values()) - named if names.startswith("^") else named


def _set(names: str) -> bytes:
    return b"[" + re.escape(bytes(sorted(_of(names)))) + b"]"


_JOINERS: Final = _of("CM ZWJ")
_NO_BASE: Final = _of("BK CR LF NL SP ZW")
_ATTACHED: Final = re.compile(_set("CM ZWJ") + b"+")
_SPACED: Final = re.compile(_set("ZW OP OPW QU CL CP CPW B2") + _set("SP") + b"+")
_NUMBER: Final = re.compile(
    _set("NU") + _set("NU SY IS") + b"*" + _set("CL CP CPW") + b"?" + _set("PR PO") + b"?"
)
_BEFORE_NUMBER: Final = re.compile(_set("PR PO") + b"(?=" + _set("OP OPW HY") + _set("NU") + b")")
_HEBREW: Final = re.compile(_set("HL") + _set("HY BA") + b"(?!" + _set("CB BK CR LF NL") + b")")
_FLAGS: Final = re.compile(_set("RI") + b"{2,}")


@cache
def _pairs() -> tuple[bytes, ...]:
    """``_pairs()[a][b]``: what happens between classes a and b that no context concerns."""
    table = [bytearray(_WIDTH) for _ in range(_WIDTH)]
    for _, before, after, said in reversed(_RULES):
        for a in _of(before):
            for b in _of(after):
                table[a][b] = said
    return tuple(bytes(row) for row in table)


@cache
def _classes() -> bytes:
    """The class of every code point."""
    tokens = [token.partition(":") for token in RUNS.split()]
    starts = [int(start, 16) for start, _, _ in tokens]
    pieces: list[bytes] = []
    for (_, _, name), first, end in zip(tokens, starts, chain(starts[1:], [_LAST + 1]), strict=True):
        if name == "HS":
            block = [_CODES["H2"], *[_CODES["H3"]] * (_SYLLABLES_A_VOWEL - 1)]
            pieces.append(bytes(block) * (len(_SYLLABLES) // _SYLLABLES_A_VOWEL))
        else:
            pieces.append(bytes([_CODES[name]]) * (end - first))
    return b"".join(pieces)


def classes_of(text: str) -> bytes:
    """The class of every character of a text, as codes (see :func:`class_code`), LB1 done."""
    return bytes(map(_classes().__getitem__, map(ord, text)))


def break_opportunities(text: str) -> bytes:
    """What may happen after each character of a text: an :class:`Opportunity` each, as bytes, the last one MUST."""
    return opportunities_of(classes_of(text))


def opportunities_of(classes: bytes) -> bytes:
    """As :func:`break_opportunities`, from the classes of the characters: so a tailoring changes classes only."""
    if not classes:
        return b""
    if _ATTACHED.search(classes) is None:
        return bytes(_decided(classes))
    kept, reduced = _reduced(classes)
    found = bytearray(len(classes))
    ends = chain((index - 1 for index in kept[1:]), [len(classes) - 1])
    for end, said in zip(ends, _decided(reduced), strict=True):
        joined = classes[end] == _CODES["ZWJ"] and end + 1 < len(classes)
        # LB8a: whatever follows a joiner stays with it, but for what LB6 and LB7 say of spaces and line ends.
        found[end] = Opportunity.JOINED if joined and said != Opportunity.NO else said
    return bytes(found)


def _reduced(classes: bytes) -> tuple[list[int], bytes]:
    """LB9 and LB10: which characters are no attached marks, and the classes of these."""
    kept: list[int] = []
    marks = bytearray(classes)
    last = 0
    for run in _ATTACHED.finditer(classes):
        start, end = run.span()
        kept += range(last, start)
        if start == 0 or classes[start - 1] in _NO_BASE:
            kept.append(start)
            marks[start] = _CODES["AL"]
        last = end
    kept += range(last, len(classes))
    return kept, bytes(marks[index] for index in kept)


def _decided(classes: bytes) -> bytearray:
    """What the rules say after each class, CM and ZWJ gone."""
    table = _pairs()
    found = bytearray([table[a][b] for a, b in pairwise(classes)])
    found.append(Opportunity.MUST)
    for index, said in _in_context(classes):
        found[index] = said
    return found


def _in_context(classes: bytes) -> Iterator[tuple[int, Opportunity]]:
    """The places where more than two classes decide, later rules first."""
    last = len(classes) - 1
    for flags in _FLAGS.finditer(classes):  # LB30a
        yield from ((index, _J) for index in range(flags.start(), flags.end() - 1, 2))
    for number in _NUMBER.finditer(classes):  # LB25
        yield from ((index, _N) for index in range(number.start(), number.end() - 1))
    for sign in _BEFORE_NUMBER.finditer(classes):
        yield sign.start(), _N
    for hebrew in _HEBREW.finditer(classes):  # LB21a
        if hebrew.end() <= last:
            yield hebrew.end() - 1, _N
    for spaces in _SPACED.finditer(classes):
        if spaces.end() <= last:
            yield spaces.end() - 1, _after_spaces(classes[spaces.start()], classes[spaces.end()])


def _after_spaces(before: int, after: int) -> Opportunity:
    """LB8 and LB14 to LB17, which look back over spaces."""
    said = Opportunity(_pairs()[_CODES["SP"]][after])
    if before == _CODES["ZW"]:
        return said if after in _NO_BASE else Opportunity.MAY
    opening = _of("OP OPW")
    held = (
        before in opening
        or (before == _CODES["QU"] and after in opening)
        or (before in _of("CL CP CPW") and after == _CODES["NS"])
        or (before == after == _CODES["B2"])
    )
    return Opportunity.NO if held else said
