"""What examples of the catalogue take for granted: snippets that are written into their workspace before them."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.examples import Where

Snippets = tuple[tuple[Where, str], ...]

_LEAD = (Where.PLACE, "place: {lead: plenary}")
_TWO = (Where.PLACE, "place: {lead: plenary, second: winter}")
_LONG = (Where.PLACE, "place: {lead: archive}")
_NARROW = (Where.FRAMES, "lead: {kind: story, columns: 1-4}")
_TURNED = (Where.EDITION, "pages: [{page: 2, layout: front}, {page: 3, layout: people}]")
_FACING = (Where.EDITION, "pages: [{page: 2, layout: feature}, {page: 3, layout: people}]")
_SPREAD = (
    Where.FILES,
    "# layouts/feature.yaml\nlayout: feature\nextends: house\n"
    "frames: {lead: {kind: story, columns: 1-16, rows: 5-56, spread: yes}}",
)
_REFERRED = (Where.PLACE, "place: {lead: plenary, second: library}")
_PICTURE = (Where.COPY, "![图说](a.jpg)\n\n正文。")
_TABLE = (Where.COPY, "| 线路 | 首班 |\n|---|---|\n| 1路 | 6:00 |")
_TABLES = (
    (Where.COPY, "![](fares.yaml)\n\n![](fares.csv)"),
    (Where.FILES, "# stories/fares.csv\n线路,首班\n# stories/fares.yaml\nrows: [[1路]]"),
)
_SIGNED = (_LEAD, (Where.FRONT, "byline: 记者　某某"))
_INTERNAL = (Where.HOUSE, "imprint_profile: internal\nimprint: {cn: '', price: ''}")
_NUMBERED = (Where.FRAMES, 'dateline: {kind: text, content: "国内统一连续出版物号 {cn}"}')


def _pages(*layouts: str) -> tuple[Where, str]:
    listed = ", ".join(f"{{page: {number}, layout: {name}}}" for number, name in enumerate(layouts, 1))
    return Where.EDITION, f"pages: [{listed}]"


AROUND: Final[dict[str, Snippets]] = {
    "ad-unmarked": ((Where.PLACE, "place: {bank: bank.jpg}"),),
    "allowance-unused": (_LEAD,),
    "cn-number-malformed": (_NUMBERED,),
    "cn-number-placeholder": (_NUMBERED,),
    "copy-above-head": (_LONG,),
    "dots-line-gap": (_LEAD, (Where.COPY, "[重点]{dots}在此。")),
    "drop-cap-left-out": ((Where.FRAMES, "lead: {kind: story, drop_cap: 3行}"),),
    "editors-unprinted": ((Where.EDITION, "pages: [{page: 1, layout: front, editors: {责编: 某某}}]"),),
    "empty-frame": ((Where.FRAMES, "lead: {kind: story}\nsecond: {kind: story}"),),
    "extra-word-missing": ((Where.EDITION, "extra: 号外"),),
    "filler-none": ((Where.FRAMES, "fillers: {kind: filler}"),),
    "follower-filled": ((Where.FRAMES, "lead: {kind: story}\nmore: {kind: story, follows: lead}"),),
    "frame-too-small": (_LEAD,),
    "heads-side-by-side": (_TWO,),
    "headline-broken": (_NARROW,),
    "headline-too-tall": (
        _LEAD,
        (Where.FRONT, "kicker: 全面部署明年工作\nheadline: 区委全会举行\ndeck: 代表分组讨论"),
    ),
    "headline-too-wide": ((Where.FRAMES, "lead: {kind: story, columns: 1-2}"),),
    "headline-torn": (_NARROW,),
    "index-left-out": ((Where.PLACE, "place: {lead: plenary, index: [plenary, plenary, plenary]}"),),
    "index-too-wide": ((Where.FRAMES, "lead: {kind: story}\nindex: {kind: index, columns: 8-8}"),),
    "internal-advert": (_INTERNAL, (Where.FRAMES, "bank: {kind: ad}")),
    "internal-imprint-missing": (_INTERNAL,),
    "internal-name-forbidden": (_INTERNAL,),
    "internal-number-forbidden": (_INTERNAL,),
    "internal-own-name": (_INTERNAL,),
    "internal-priced": (_INTERNAL,),
    "internal-reporter": (_INTERNAL,),
    "internal-statement-missing": (_INTERNAL,),
    "issue-number-broken": (
        (
            Where.FILES,
            "# editions/2026-11-21/edition.yaml\nextends: house\ndate: 2026-11-21\nissue: 5677\n"
            "pages: [{page: 1, layout: front}]",
        ),
    ),
    "jump-backward": (_pages("news", "news", "news", "front", "people", "news"),),
    "jump-page-no-tails": (_pages("front", "people", "people", "news"),),
    "masthead-name-small": ((Where.FRAMES, "masthead: {kind: masthead}\nlead: {kind: story}"), _LEAD),
    "measure-off-grid": (_LEAD,),
    "missing-extends": ((Where.EDITION, "extends: ~"),),
    "missing-table": ((Where.FILES, "# stories/courses.csv\n课程,时间\n书法,周四"),),
    "overset": (_LONG,),
    "page-over-ink-limit": (_LEAD,),
    "permit-missing": (_INTERNAL,),
    "picture-columns": (_LEAD, (Where.FRAMES, "lead: {kind: story, columns: 1-3, rows: 15-60}")),
    "picture-frame-text": ((Where.PLACE, "place: {photo: plenary}"), _PICTURE),
    "picture-in-vertical-frame": (_LEAD, _PICTURE),
    "picture-no-room": (_LEAD, (Where.FRAMES, "lead: {kind: story, columns: 1-8, rows: 15-44}")),
    "reference-empty": (_REFERRED,),
    "reference-misplaced": (_REFERRED,),
    "reference-unplaced": (_REFERRED,),
    "reversed-type-small": _SIGNED,
    "ruby-line-gap": (_LEAD, (Where.COPY, "{重庆|chóng qìng}的江边。")),
    "rule-too-thin": (_LEAD,),
    "several-inks-small": _SIGNED,
    "spread-misplaced": (_TURNED,),
    "spread-one-sided": (_TURNED,),
    "spread-overlap": (_SPREAD, _FACING),
    "spread-unfaced": (_SPREAD,),
    "spread-uneven": (_TURNED,),
    "table-csv": _TABLES,
    "table-empty": _TABLES,
    "table-in-vertical-frame": (_LEAD, _TABLE),
    "table-yaml": _TABLES,
    "typed-page-numerals": (_REFERRED,),
}
