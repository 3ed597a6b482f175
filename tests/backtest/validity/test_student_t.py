"""Quantiles of Student's t, from printed tables and against scipy."""

from __future__ import annotations

import math

import pytest

from backtest.validity.student_t import t_probability, t_quantile

DEGREES = (1, 2, 3, 4, 5, 6, 9, 10, 16, 17, 25, 40, 77, 200, 1001)


@pytest.mark.parametrize(
    ("confidence", "degrees", "printed"),
    [(0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 6, 2.447), (0.95, 10, 2.228), (0.99, 9, 3.250), (0.90, 30, 1.697)],
)
def test_quantiles_are_those_of_the_printed_table(confidence: float, degrees: int, printed: float) -> None:
    assert t_quantile(confidence, degrees) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize("degrees", DEGREES)
@pytest.mark.parametrize("confidence", [0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999])
def test_quantiles_are_those_of_scipy(confidence: float, degrees: int) -> None:
    from scipy import stats  # noqa: PLC0415 - it takes a second

    expected = float(stats.t.ppf((1 + confidence) / 2, degrees))
    assert t_quantile(confidence, degrees) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("degrees", DEGREES)
def test_the_probability_inside_a_quantile_is_its_confidence(degrees: int) -> None:
    assert t_probability(t_quantile(0.95, degrees), degrees) == pytest.approx(0.95, abs=1e-12)
    assert t_probability(-t_quantile(0.95, degrees), degrees) == pytest.approx(0.95, abs=1e-12)


def test_one_degree_is_cauchy_and_two_have_a_closed_form() -> None:
    # Cauchy: P(|T| <= 1) = 1/2. Two degrees: P(|T| <= t) = t / sqrt(2 + t^2), 1 / sqrt(3) at 1.
    assert t_probability(1.0, 1) == pytest.approx(0.5, abs=1e-15)
    assert t_probability(1.0, 2) == pytest.approx(1 / math.sqrt(3), abs=1e-15)


@pytest.mark.parametrize(("confidence", "degrees"), [(0.0, 5), (1.0, 5), (0.95, 0)])
def test_what_has_no_quantile_is_refused(confidence: float, degrees: int) -> None:
    with pytest.raises(ValueError, match="a t quantile needs"):
        t_quantile(confidence, degrees)
