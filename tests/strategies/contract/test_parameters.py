"""Parameters: defaults complete what is given, text is read by type, and each mistake is one line."""

import pytest

from data_sources.errors import UserError
from strategies.contract.parameters import Parameter, Value, check_parameters

PARAMETERS = {
    "top": Parameter(3, "names held", 1, 20),
    "share": Parameter(0.5, "of the sleeve", 0.0, 1.0),
    "listing": Parameter("all", "which names", choices=("all", "formal")),
    "gate": Parameter(default=True, meaning="whether the gate counts"),
}


def test_defaults_complete_what_is_given_and_text_is_read_by_type() -> None:
    settings = check_parameters("mine", PARAMETERS, {"top": "5", "share": 1, "gate": "no"})
    assert settings.values == {"top": 5, "share": 1.0, "listing": "all", "gate": False}
    assert isinstance(settings.values["share"], float)
    assert (settings.whole("top"), settings.number("share"), settings.word("listing")) == (5, 1.0, "all")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"tpo": 3}, "mine has no parameter 'tpo'; did you mean top? It has top, share, listing, gate"),
        ({"xyz": 3}, "mine has no parameter 'xyz'; it has top, share, listing, gate"),
        ({"top": 0}, "mine: parameter top was 0; it lies between 1 and 20"),
        ({"top": 2.5}, "mine: parameter top was 2.5; it is a whole number"),
        ({"share": 1.01}, "mine: parameter share was 1.01; it lies between 0.0 and 1.0"),
        ({"share": "inf"}, "mine: parameter share was inf; it lies between 0.0 and 1.0"),
        ({"share": "nan"}, "mine: parameter share was 'nan'; it is a number"),
        ({"share": "half"}, "mine: parameter share was 'half'; it is a number"),
        ({"top": "inf"}, "mine: parameter top was inf; it is a whole number"),
        ({"listing": "some"}, "mine: parameter listing was 'some'; it is one of all, formal"),
        ({"gate": "maybe"}, "mine: parameter gate was 'maybe'; it is true or false"),
    ],
)
def test_a_wrong_parameter_is_one_line_that_says_what_there_is(given: dict[str, Value], sentence: str) -> None:
    with pytest.raises(UserError) as error:
        check_parameters("mine", PARAMETERS, given)
    assert str(error.value) == sentence


def test_a_strategy_without_parameters_says_so() -> None:
    with pytest.raises(UserError, match=r"^mine has no parameter 'top'; it has none$"):
        check_parameters("mine", {}, {"top": 3})
