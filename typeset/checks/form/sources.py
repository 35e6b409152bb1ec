"""Where each item of the form comes from.

The annex of the regulation of 2020 was read in a copy that breaks off after the counts for the paper's name: what other errors
count is not known, and they count 1. Internal publications are under articles that count nothing.
"""

from __future__ import annotations

from typing import Final

from typeset.model.form import Source

_ANNEX_ZH: Final = "《报纸期刊质量管理规定》（2020）附件《报纸出版形式差错数计算方法》"
_ANNEX_EN: Final = (
    "Regulation on the quality of newspapers and periodicals (2020), annex on errors of form of newspapers, "
)
_INTERNAL_ZH: Final = "《内部资料性出版物管理办法》"
_INTERNAL_EN: Final = "Measures on internal publications, "

FORM: Final = Source(f"{_ANNEX_ZH}第一部分", f"{_ANNEX_EN}part 1")
NAME: Final = Source(f"{_ANNEX_ZH}第二部分 1(1)", f"{_ANNEX_EN}part 2, 1(1)")
NAME_SIZE: Final = Source(f"{_ANNEX_ZH}第二部分 1(3)", f"{_ANNEX_EN}part 2, 1(3)")
CN: Final = Source(f"{_ANNEX_ZH}第二部分 2", f"{_ANNEX_EN}part 2, 2")
ARTICLE_14: Final = Source(f"{_INTERNAL_ZH}第十四条", f"{_INTERNAL_EN}article 14")
ARTICLE_15: Final = Source(f"{_INTERNAL_ZH}第十五条", f"{_INTERNAL_EN}article 15")
