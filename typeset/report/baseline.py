"""Findings that are known (``--baseline``): those of an earlier ``report.json``. They do not fail; new ones, and worse ones, do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from typeset.findings import Finding
from typeset.report.fingerprint import fingerprint


class Baseline(Struct, frozen=True):
    """The known findings: by fingerprint, the amounts they had, the largest first."""

    known: Mapping[str, tuple[int, ...]]

    def parted(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings that are new, and those that are known.

        A finding is known when there was one like it and its amount is no larger; each known one stands for one.
        """
        left = {key: list(amounts) for key, amounts in self.known.items()}
        new: list[Finding] = []
        old: list[Finding] = []
        for f in sorted(findings, key=lambda f: -(f.amount or 0)):
            amounts = left.get(fingerprint(f), [])
            if amounts and (f.amount or 0) <= amounts[0]:
                amounts.pop(0)
                old.append(f)
            else:
                new.append(f)
        return tuple(new), tuple(old)


def read_baseline(text: str) -> Baseline:
    """The baseline in the text of a report.

    Raises:
        ValueError: when it is no ``report.json`` of a build or a check that has fingerprints.
    """
    document = json.loads(text)
    if not isinstance(document, dict) or not isinstance(document.get("findings"), list):
        raise ValueError("no findings")
    known: dict[str, list[int]] = {}
    for one in document["findings"]:
        key, amount = _known(one)
        known.setdefault(key, []).append(amount)
    return Baseline({key: tuple(sorted(amounts, reverse=True)) for key, amounts in known.items()})


def _known(one: Any) -> tuple[str, int]:
    key = one.get("fingerprint") if isinstance(one, dict) else None
    if not isinstance(key, str):
        raise ValueError("no fingerprint")
    amount = one.get("amount")
    return key, amount if isinstance(amount, int) else 0
