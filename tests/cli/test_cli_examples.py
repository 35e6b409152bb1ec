from example_bench import FOLDER
from typeset.catalogue.examples import Where
AROUND = {}
_TURNED = (Where.EDITION, "pages: [{page: 2, layout: front}, {page: 3, layout: people}]")
_SPREAD = (
    Where.FILES,
    "# layouts/feature.yaml\nlayout: feature\nextends: house\nframes: {lead: {kind: story, columns: 1-16, rows: 5-56, spread: yes}}",
)
AROUND.update({
    "missing-extends": ((Where.EDITION, "extends: ~"),),
    "follower-filled": ((Where.FRAMES, "lead: {kind: story}\nmore: {kind: story, follows: lead}"),),
    "spread-misplaced": (_TURNED,),
    "spread-one-sided": (_TURNED,),
    "spread-unfaced": (_SPREAD,),
    "spread-overlap": (_SPREAD, (Where.EDITION, "pages: [{page: 2, layout: feature}, {page: 3, layout: people}]")),
    "spread-uneven": (_TURNED,),
    "filler-none": ((Where.FRAMES, "fillers: {kind: filler}"),),
    "index-left-out": ((Where.PLACE, "place: {lead: plenary, index: [plenary, plenary, plenary]}"),),
    "index-too-wide": ((Where.FRAMES, "lead: {kind: story}\nindex: {kind: index, columns: 8-8}"),),
    "allowance-unused": ((Where.PLACE, "place: {lead: plenary}"),),
    "empty-frame": ((Where.FRAMES, "lead: {kind: story}\nsecond: {kind: story}"),),
    "jump-backward": ((Where.EDITION, "pages: [{page: 1, layout: news}, {page: 2, layout: news}, {page: 3, layout: news}, {page: 4, layout: front}, {page: 5, layout: people}, {page: 6, layout: news}]"),),
    "jump-page-no-tails": ((Where.EDITION, "pages: [{page: 1, layout: front}, {page: 2, layout: people}, {page: 3, layout: people}, {page: 4, layout: news}]"),),
    **dict.fromkeys(("reference-empty", "reference-unplaced", "reference-misplaced", "typed-page-numerals"), ((Where.PLACE, "place: {lead: plenary, second: library}"),)),
    "missing-table": ((Where.FILES, "# stories/courses.csv\n课程,时间\n书法,周四"),),
    **dict.fromkeys(("table-yaml", "table-csv", "table-empty"), ((Where.COPY, "![](fares.yaml)\n\n![](fares.csv)"), (Where.FILES, "# stories/fares.csv\n线路,首班\n# stories/fares.yaml\nrows: [[1路]]"),)),
    "table-in-vertical-frame": ((Where.PLACE, "place: {lead: plenary}"),(Where.COPY, "| 线路 | 首班 |\n|---|---|\n| 1路 | 6:00 |")),
    "measure-off-grid": ((Where.PLACE, "place: {lead: plenary}"),),
})
SET = {"inline-picture-wide", "doubled-word", "mark-unpaired", "typed-page-numerals", "jump-line-typed", "punctuation-half-width","headline-mark-refused", "table-in-vertical-frame", "filler-none", "index-left-out", "index-too-wide", "index-too-wide", "spread-misplaced", "spread-unfaced", "spread-one-sided", "spread-overlap", "spread-uneven", "allowance-unused", "measure-off-grid"}

_PLACED = (Where.PLACE, "place: {lead: plenary}")
AROUND.update({
    "frame-too-small": (_PLACED,),
    "dots-line-gap": (_PLACED, (Where.COPY, "[重点]{dots}在此。")),
    "ruby-line-gap": (_PLACED, (Where.COPY, "{重庆|chóng qìng}的江边。")),
    "heads-side-by-side": ((Where.PLACE, "place: {lead: plenary, second: winter}"),),
    "copy-above-head": ((Where.PLACE, "place: {lead: archive}"),),
    "picture-in-vertical-frame": (_PLACED, (Where.COPY, "![图说](a.jpg)\n\n正文。")),
    "picture-frame-text": ((Where.PLACE, "place: {photo: plenary}"),(Where.COPY, "![图说](a.jpg)\n\n正文。")),
    "headline-too-tall": (_PLACED,),
    "rule-too-thin": (_PLACED,),
    "picture-columns": (_PLACED, (Where.FRAMES, "lead: {kind: story, columns: 1-3}")),
    "picture-no-room": (_PLACED, (Where.FRAMES, "lead: {kind: story, columns: 1-8, rows: 15-44}")),
})
SET |= {"frame-too-small","dots-line-gap","ruby-line-gap","heads-side-by-side","copy-above-head","picture-in-vertical-frame","picture-frame-text","headline-too-tall","rule-too-thin","picture-columns","picture-no-room","furniture-too-large","headline-broken","headline-torn","caption-missing","focus-cropped","ad-unmarked","reversed-type-small","several-inks-small","missing-glyph","editors-missing","editors-unprinted","headline-too-wide","drop-cap-left-out","jump-wording-mixed", "overset", "underset","number-parted","page-over-ink-limit", "paragraph-squeezed","lone-character", "doubled-word"}

AROUND.update({
    "ad-unmarked": ((Where.PLACE, "place: {bank: bank.jpg}"),),
    "editors-unprinted": ((Where.EDITION, "pages: [{page: 1, layout: front, editors: {责编: 某某}}]"),),
    "headline-torn": ((Where.FRAMES, "lead: {kind: story, columns: 1-4}"),),
    "headline-broken": ((Where.FRAMES, "lead: {kind: story, columns: 1-4}"),),
    "headline-too-wide": ((Where.FRAMES, "lead: {kind: story, columns: 1-2}"),),
    "drop-cap-left-out": ((Where.FRAMES, "lead: {kind: story, drop_cap: 3行}"),),
    "number-parted": ((Where.FRAMES, "lead: {kind: story, columns: 1-1}"),),
})

_SIGNED = (_PLACED, (Where.FRONT, "byline: 记者　某某"))
AROUND.update({
    "reversed-type-small": _SIGNED, "several-inks-small": _SIGNED, "page-over-ink-limit": (_PLACED,),
    "picture-frame-text": ((Where.FRAMES, "photo: {kind: picture, rows: 62-92}"),(Where.PLACE, "place: {photo: plenary}"),(Where.COPY, "![图说](a.jpg)\n\n正文。")),
    "picture-columns": (_PLACED, (Where.FRAMES, "lead: {kind: story, columns: 1-3, rows: 15-60}")),
})

AROUND.update({
    "picture-frame-text": ((Where.PLACE, "place: {photo: plenary}"),(Where.COPY, "![图说](a.jpg)\n\n正文。")),
    "headline-too-tall": (_PLACED, (Where.FRONT, "kicker: 全面部署明年工作\nheadline: 区委全会举行\ndeck: 代表分组讨论")),
})

AROUND.update({
    "overset": ((Where.PLACE, "place: {lead: archive}"),),
})

_INTERNAL = (Where.HOUSE, "imprint_profile: internal")
_INSIDE = (Where.HOUSE, "imprint_profile: internal\nimprint: {cn: '', price: ''}")
_FORM = ("masthead-name-missing","masthead-name-small","extra-word-missing","issue-date-missing","issue-date-wrong","issue-number-missing","issue-number-broken","page-count-missing","page-count-wrong","cn-number-missing","cn-number-malformed","cn-number-placeholder","publishing-bodies-missing","publisher-address-missing","printer-missing","distribution-missing","price-missing","page-number-missing","page-numbers-broken","permit-missing","internal-statement-missing","internal-imprint-missing","internal-name-forbidden","internal-number-forbidden","internal-priced","internal-advert","internal-reporter","internal-own-name")
SET |= set(_FORM)
AROUND.update({
    **{code: (_INSIDE,) for code in _FORM if code.startswith("internal") or code == "permit-missing"},
    "internal-advert": (_INSIDE, (Where.FRAMES, "bank: {kind: ad}")),
    "issue-number-broken": ((Where.FILES, "# editions/2026-11-21/edition.yaml\nextends: house\ndate: 2026-11-21\nissue: 5677\npages: [{page: 1, layout: front}]"),),
    "masthead-name-small": ((Where.FRAMES, "masthead: {kind: masthead}\nlead: {kind: story}"),(Where.PLACE, "place: {lead: plenary}")),
    "extra-word-missing": ((Where.EDITION, "extra: 号外"),),
})

_NUMBERED = (Where.FRAMES, 'dateline: {kind: text, content: "国内统一连续出版物号 {cn}"}')
AROUND.update({"cn-number-malformed": (_NUMBERED,), "cn-number-placeholder": (_NUMBERED,)})
