"""The form of an issue in lines: the score with its limit, each item with its source, what was not run and not verified."""

from typeset.catalogue.entry import Lang
from typeset.model.checkedwords import CheckedWords, PageWords
from typeset.model.form import FormItem, FormScore, ImprintProfile, Source
from typeset.model.verdict import NotRun
from typeset.report.form_lines import form_as_data, form_lines, item_lines, words_as_data
from typeset.report.outcome import Outcome

SOURCE = Source("规定附件", "annex")
SCORE = FormScore(
    ImprintProfile.CN,
    (
        FormItem("name", "报名", "name", 4, SOURCE, 4),
        FormItem("price", "定价", "price", 1, SOURCE, verified=False),
        FormItem("cn", "刊号", "number", 1, SOURCE, not_run=NotRun("没有号", "no number")),
    ),
)
WORDS = CheckedWords((PageWords(1, 12_000, 2_000), PageWords(2, 10_000)))


def test_the_score_says_whether_it_passes_and_how_sure_it_is() -> None:
    outcome = Outcome(slug="x", form=SCORE, checked_words=WORDS)
    form, words = form_lines(outcome, Lang.ZH)
    assert form == "出版形式（报纸）：差错 4 处，限 3 处，不合格；3 项中 1 项没有执行，1 项计法未核实"
    assert words == "编校字数 20000，万分之三即最多 6 处差错"
    form, words = form_lines(outcome, Lang.EN)
    assert "4 errors of at most 3, failed" in form
    assert "words checked: 20000" in words


def test_what_was_not_judged_is_not_told_as_passed() -> None:
    assert form_lines(Outcome(slug="x", form=FormScore(ImprintProfile.NONE)), Lang.EN) == ()


def test_every_item_names_its_source() -> None:
    assert list(item_lines(SCORE, Lang.ZH)) == [
        "报名：不合 4 处　规定附件",
        "定价：通过（未核实）　规定附件",
        "刊号：没有执行（没有号）　规定附件",
    ]


def test_as_data() -> None:
    data = form_as_data(SCORE)
    assert isinstance(data, dict)
    assert (data["errors"], data["limit"], data["passed"]) == (4, 3, False)
    assert [item["state"] for item in data["items"]] == ["broken", "passed", "not-run"]  # type: ignore[union-attr,index,call-overload]
    assert words_as_data(WORDS) == {
        "total": 20_000,
        "most_errors": 6.0,
        "pages": [{"page": 1, "words": 10_000}, {"page": 2, "words": 10_000}],
    }
    assert form_as_data(None) is None
