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
