"""On which copy advice is given: always on what is over, on what is short where there is not too much of it (issues 7 and 9)."""

from pathlib import Path

from typeset import press
from typeset.model.fit import FitState

GOLDEN = Path(__file__).parents[1] / "golden" / "editions"


def advised(edition: str, most_short: int | None) -> dict[str, bool]:
    """Of every story that is not exact, whether there is advice on it."""
    done = press.check(press.load(GOLDEN / edition), most_short=most_short)
    return {
        fit.story: bool(fit.from_end is not None or fit.cheapest or fit.remedies)
        for fit in done.fits
        if fit.state is not FitState.EXACT
    }


def test_copy_that_is_short_is_advised_on_where_it_is_not_too_much() -> None:
    always = advised("body-in-columns", None)
    assert list(always.values()) == [True]
    assert advised("body-in-columns", 1) == always
    assert list(advised("body-in-columns", 0).values()) == [False]


def test_copy_that_is_over_is_always_advised_on() -> None:
    over = {
        fit.story
        for fit in press.check(press.load(GOLDEN / "overset-without-jump"), most_short=0).fits
        if fit.state is FitState.OVER
    }
    told = advised("overset-without-jump", 0)
    assert over
    assert all(told[slug] for slug in over)
