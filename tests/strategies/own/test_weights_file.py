"""A user's own file: the smallest that works, and every mistake in one line with file and line.

Two names over forty weekdays from 2025-12-01.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from backtest import run_targets
from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.contract.strategy import decide
from strategies.own import weights_file
from strategies.own.find import find_strategy
from strategies.own.weights_file import strategy_of_function
from strategies.registry import STRATEGIES
from tests.strategies.rules.market import make_panel, weekdays

SESSIONS = weekdays("2025-12-01", 90)
HISTORY = History(make_panel(SESSIONS, {"600000.SH": np.arange(10.0, 100.0), "000001.SZ": np.full(90, 5.0)}))


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.py"
    path.write_text(text, encoding="utf-8")
    return path


def failure(path: Path) -> str:
    with pytest.raises(UserError) as error:
        decide(find_strategy(str(path)), HISTORY)
    sentence = str(error.value)
    assert "\n" not in sentence
    return sentence.replace(str(path), "mine.py")


def test_the_smallest_file_of_the_documentation_runs(tmp_path: Path) -> None:
    example = str(weights_file.__doc__).split("::\n\n")[1].split("\n\n``")[0]
    lines = [line.removeprefix("    ") for line in example.splitlines()]
    strategy = find_strategy(str(written(tmp_path, "\n".join(lines))))
    found = decide(strategy, HISTORY)
    assert strategy.name == "mine"
    # Every 20th session from number 60 on, both names at a tenth.
    assert [str(day) for day in found.targets.dates] == [str(SESSIONS[60]), str(SESSIONS[80])]
    assert found.targets.weights.tolist() == [0.1] * 4


def test_weights_by_date_accept_every_spelling_of_a_symbol_and_an_empty_one_is_cash(tmp_path: Path) -> None:
    path = written(tmp_path, "def weights(history):\n    return {'2025-12-31': {'sh600000': 0.4}, '2026-01-30': {}}\n")
    rows = [
        (str(day), symbol, weight) for day, symbol, weight in decide(find_strategy(str(path)), HISTORY).targets.rows()
    ]
    assert rows == [("2025-12-31", "600000.SH", 0.4), ("2026-01-30", "", 0.0)]


def test_a_row_may_be_one_of_pandas(tmp_path: Path) -> None:
    rows = "{'2025-12-31': pd.Series({'600000.SH': 0.4}), '2026-01-30': pd.Series(dtype=float)}"
    path = written(tmp_path, f"import pandas as pd\ndef weights(history):\n    return {rows}\n")
    # The second row is empty: all in cash.
    found = [(str(day), *row) for day, *row in decide(find_strategy(str(path)), HISTORY).targets.rows()]
    assert found == [("2025-12-31", "600000.SH", 0.4), ("2026-01-30", "", 0.0)]


def test_a_row_of_pandas_without_a_number_is_an_error_of_its_date(tmp_path: Path) -> None:
    rows = "{'2025-12-31': pd.Series({'600000.SH': float('nan')})}"
    path = written(tmp_path, f"import pandas as pd\ndef weights(history):\n    return {rows}\n")
    assert failure(path) == (
        "mine.py: targets of 2025-12-31: the weight of 600000.SH is nan; weights are finite and >= 0"
    )


def test_a_frame_with_a_column_for_each_symbol(tmp_path: Path) -> None:
    columns, days = "{'600000.SH': [0.4, 0.0], '1': [float('nan'), 0.0]}", "['2025-12-31', '2026-01-30']"
    frame = f"pd.DataFrame({columns}, pd.to_datetime({days}))"
    path = written(tmp_path, f"import pandas as pd\ndef weights(history):\n    return {frame}\n")
    decided = decide(find_strategy(str(path)), HISTORY)
    found = [(str(day), *row) for day, *row in decided.targets.rows()]
    assert found == [("2025-12-31", "600000.SH", 0.4), ("2026-01-30", "", 0.0)]
    assert "1 as 000001.SZ" in decided.notes[0]


def test_a_frame_that_is_no_weight_table_is_one_line(tmp_path: Path) -> None:
    path = written(
        tmp_path, "import pandas as pd\ndef weights(history):\n    return pd.DataFrame({'600000.SH': [0.4]})\n"
    )
    assert failure(path).startswith("mine.py: targets: there is no column of dates")


DAYS = pd.DatetimeIndex(["2025-12-31", "2026-01-30"])
WIDE = pd.DataFrame({"600000.SH": [0.4, 0.3], "sz000001": [0.1, 0.2]}, index=DAYS)
FORMS: dict[str, Any] = {
    "wide": WIDE,
    "wide by text": WIDE.set_axis(["20251231", "2026/1/30"]),
    "wide by number": WIDE.set_axis([20251231, 20260130]),
    "wide by period": WIDE.set_axis(DAYS.to_period("D")),
    "wide in Shanghai": WIDE.set_axis((DAYS + pd.Timedelta(hours=15)).tz_localize("Asia/Shanghai")),
    "two levels": WIDE.T.unstack(),  # noqa: PD010 - what a user returns
    "long": WIDE.rename_axis("date").reset_index().melt("date", var_name="symbol", value_name="weight"),
    "by date": {20251231: {"sh600000": 0.4, 1: 0.1}, "2026/1/30": {"600000": 0.3, "000001.XSHE": 0.2}},
    "series by date": {day: WIDE.loc[day] for day in DAYS},
    "periods": {day: WIDE.loc[day.to_timestamp()].to_dict() for day in DAYS.to_period("D")},
}


@pytest.mark.parametrize("form", FORMS)
def test_a_function_may_return_whatever_a_weight_table_may_be(form: str) -> None:
    def weights(_history: History) -> object:
        return FORMS[form]

    decided = decide(strategy_of_function(weights), HISTORY).targets
    assert [(str(day), *row) for day, *row in decided.rows()] == [
        ("2025-12-31", "000001.SZ", 0.1),
        ("2025-12-31", "600000.SH", 0.4),
        ("2026-01-30", "000001.SZ", 0.2),
        ("2026-01-30", "600000.SH", 0.3),
    ]
    assert run_targets(FORMS[form], panel=HISTORY.panel).targets.rows() == decided.rows()


@pytest.mark.parametrize("nothing", [{}, WIDE.iloc[:0]], ids=["dictionary", "frame"])
def test_a_function_that_returns_no_date_decides_nothing(nothing: Any) -> None:  # noqa: ANN401 - what a user returns
    assert len(decide(strategy_of_function(lambda _: nothing), HISTORY).targets.dates) == 0


def test_percents_for_weights_are_named_as_such() -> None:
    with pytest.raises(UserError, match=r"the weight of 000001.SZ is 10; .* so divide percents by 100$"):
        decide(strategy_of_function(lambda _: WIDE * 100), HISTORY)


def test_dates_and_a_matrix(tmp_path: Path) -> None:
    path = written(tmp_path, "def weights(history):\n    return ['2025-12-31'], [[0.4, float('nan')]]\n")
    assert [row[1:] for row in decide(find_strategy(str(path)), HISTORY).targets.rows()] == [("000001.SZ", 0.4)]


def test_the_further_arguments_of_weights_are_its_parameters(tmp_path: Path) -> None:
    text = (
        "def weights(history, share=0.25, name='600000.SH', *, twice=False, **rest):\n"
        "    return {'2025-12-31': {name: share * (1 + twice)}}\n"
    )
    strategy = find_strategy(str(written(tmp_path, text)))
    defaults = {name: each.default for name, each in strategy.parameters.items()}
    assert defaults == {"share": 0.25, "name": "600000.SH", "twice": False}
    # Without a value each has its default; text is read as the default's type.
    assert decide(strategy, HISTORY).targets.weights.tolist() == [0.25]
    given = decide(strategy, HISTORY, {"share": "0.125", "twice": "yes", "name": "000001.SZ"}).targets
    assert (given.weights.tolist(), given.symbols[given.columns[0]]) == ([0.25], "000001.SZ")


def test_an_argument_of_weights_without_a_default_is_one_line(tmp_path: Path) -> None:
    assert failure(written(tmp_path, "def weights(history, lookback):\n    return {}\n")) == (
        "mine.py: argument lookback of weights has no default that is a number, text or a truth value; "
        "write lookback=..., it becomes a parameter"
    )


def test_a_file_may_define_a_strategy_with_parameters(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "from dataclasses import replace\n"
        "from strategies.families.rate_power import STRATEGY as theirs\n"
        "STRATEGY = replace(theirs, name='my_rate_power')\n",
    )
    strategy = find_strategy(str(path))
    assert strategy.name == "my_rate_power"
    assert strategy.parameters == STRATEGIES["rate_power"].parameters
    assert strategy.account == ""  # of the original, which the file may have changed
    assert len(decide(strategy, HISTORY, {"top": 2}).targets.dates) == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = 1\n", "mine.py: defines neither a function weights(history) nor STRATEGY; write one of them"),
        ("def weights(history)\n", "mine.py:1: expected ':'"),
        ("x = 1\ny = 1 / 0\n", "mine.py:2: ZeroDivisionError: division by zero"),
        (
            "def helper(history):\n    return history.prices\ndef weights(history):\n    return helper(history)\n",
            "mine.py:2: AttributeError: 'History' object has no attribute 'prices'",
        ),
        (
            "def weights(history):\n    return 5\n",
            (
                "mine.py: weights(history) returned int; return weights by symbol by date, {date: {symbol: weight}}, "
                "or a pair of dates and a matrix"
            ),
        ),
        (
            "def weights(history):\n    return ['2025-12-31'], [[1.0]]\n",
            "mine.py: weights(history) returned a matrix of shape (1, 1); it needs 1 dates x 2 symbols",
        ),
        (
            "def weights(history):\n    return ['2025-12-31', '2025-12-31'], [[0, 0], [0, 0]]\n",
            "mine.py: targets: 2025-12-31 stands behind 2025-12-31; the dates do not ascend: sort them, give each once",
        ),
        (
            "def weights(history):\n    return ['2025-12-31'], [[1.0, -0.5]]\n",
            "mine.py: targets of 2025-12-31: the weight of 600000.SH is -0.5; weights are finite and >= 0",
        ),
        (
            "def weights(history):\n    return {'2025-12-31': {'600000.SH': 0.7, '000001.SZ': 0.4}}\n",
            (
                "mine.py: targets of 2025-12-31: the weights sum to 1.1; at most 1 can be invested, and a sum of up to "
                "1.000001 is taken for 1"
            ),
        ),
        (
            "def weights(history):\n    return {'600519.SH': 0.5}\n",
            (
                "mine.py: weights(history) returned {'600519.SH': 0.5}; return weights by symbol by date, "
                "{date: {symbol: weight}}"
            ),
        ),
        (
            "def weights(history):\n    return {'2025-12-31': 0.5}\n",
            (
                "mine.py: weights(history) returned {'2025-12-31': 0.5}; return weights by symbol by date, "
                "{date: {symbol: weight}}"
            ),
        ),
        (
            "def weights(history):\n    return {'600519.SH': {'2025-12-31': 0.5}}\n",
            (
                "mine.py: targets: key 1 of the dictionary: date '600519.SH' is no date; write it like 2024-01-31; "
                "give the path of a file, a frame with date, symbol, weight or with dates as rows and symbols as "
                "columns, a series by date and symbol, or {date: {symbol: weight}}"
            ),
        ),
        ("raise SystemExit(3)\n", "mine.py:1: SystemExit: 3"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_line(tmp_path: Path, text: str, sentence: str) -> None:
    assert failure(written(tmp_path, text)) == sentence


def test_a_symbol_that_is_no_a_share_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "def weights(history):\n    return {'2025-12-31': {'900901.SH': 1.0}}\n")
    assert failure(path).startswith("mine.py: targets of 2025-12-31: '900901.SH' is no A-share code")


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    assert failure(tmp_path / "mine.py") == "mine.py: No such file or directory; give the path of a Python file"


def test_an_unknown_name_says_what_there_is_and_what_is_near() -> None:
    with pytest.raises(UserError) as error:
        find_strategy("rate_pwer")
    assert str(error.value).startswith(
        "no strategy 'rate_pwer'. Did you mean rate_power? There are rate_power, domestic_compute, storage_cycle, "
    )
    assert str(error.value).endswith("; a file of your own is given as ./mine.py")
    with pytest.raises(UserError, match=r"^no strategy 'xyz'\. There are rate_power"):
        find_strategy("xyz")
