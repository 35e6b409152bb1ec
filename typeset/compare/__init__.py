"""Two versions of an issue held against each other, so that only what changed is read again (一校→二校) (issue 7, 6).

A version becomes an :class:`~typeset.model.impression.Impression`: of set pages (:mod:`.shown`), of a report (:mod:`.reported`), of PDF
files (:mod:`.papers`). :func:`compare` makes an :class:`~typeset.model.changes.IssueDiff` of two of them and reads nothing else.
"""

from __future__ import annotations

from typeset.compare.issues import compare

__all__ = ["compare"]
