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
    "spread-uneven": (_SPREAD, (Where.EDITION, "pages: [{page: 2, layout: feature}, {page: 3, layout: people}]")),
    "allowance-unused": ((Where.PLACE, "place: {lead: plenary}"),),
    "empty-frame": ((Where.FRAMES, "lead: {kind: story}\nsecond: {kind: story}"),),
    "jump-backward": ((Where.EDITION, "pages: [{page: 1, layout: news}, {page: 2, layout: news}, {page: 3, layout: news}, {page: 4, layout: front}, {page: 5, layout: people}, {page: 6, layout: news}]"),),
    "jump-page-no-tails": ((Where.EDITION, "pages: [{page: 1, layout: front}, {page: 2, layout: people}, {page: 3, layout: people}, {page: 4, layout: news}]"),),
    "measure-off-grid": ((Where.PLACE, "place: {lead: plenary}"),),
})
SET = {"spread-misplaced", "spread-unfaced", "spread-one-sided", "spread-overlap", "spread-uneven", "allowance-unused", "measure-off-grid"}
