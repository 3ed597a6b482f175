"""Runs side by side: those of folders, of names, and those in memory."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from backtest.app.named_run import run_folder
from backtest.app.stored_run import stored_run
from backtest.result.beside.beside import MOST, Beside, set_beside
from backtest.result.beside.document import beside_document
from backtest.result.beside.of_result import side_of_result
from backtest.result.beside.side import Side
from backtest.result.files import make_folder
from backtest.result.result import Result
from backtest.result.run_folder import DEFAULT_OUT, PAGE, insist_on_place
from data_sources.errors import InputError
from data_sources.given_path import given_path
from data_sources.language.text import Language, Text, both

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Compared:
    """Runs side by side, as ``Beside`` describes them; ``places`` are their folders, None for one in memory."""

    beside: Beside
    places: tuple[Path | None, ...]

    def __repr__(self) -> str:
        """Return the runs and the sessions that they share, not the curves."""
        dates = self.beside.shared.dates
        return f"<Compared {', '.join(self.beside.labels)}: {len(dates) - 1:,} common sessions to {dates[-1]}>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return beside_document(self.beside)

    def to_frame(self) -> pd.DataFrame:
        """One row per number, one column per run: those of the common sessions, then those of each run's own record."""
        import pandas as pd  # noqa: PLC0415 - only for those who ask for a frame

        numbers = self.beside.numbers
        shown = (*numbers.common, *numbers.own)
        rows = {row.definition.key: row.values for row in shown}  # noqa: PD011 - a tuple, no frame
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(self.beside.labels))

    def _repr_html_(self) -> str:
        """Show it in a notebook as its frame."""
        table: str = self.to_frame().to_html(na_rep="")
        return table

    def report(self, path: str | Path, *, standalone: bool = False, lang: Language = "en") -> tuple[str, ...]:
        """Write the comparison as a page, one file that opens offline; return the addresses that were left out.

        Parameters
        ----------
        path : str or Path
            The file to write; one that is there is replaced.
        standalone : bool, default False
            Leave out links to the pages of the runs, for a file that goes by mail.
        lang : "en" or "zh", default "en"
            The language that the page speaks until its reader chooses.

        Raises
        ------
        UserError
            When it cannot be written, when a folder or a site that nights make is in the way, and for a language that
            there is not.
        """
        from backtest.app.look import look_of  # noqa: PLC0415 - only a page needs templates
        from reports.compare import write_comparison  # noqa: PLC0415 - as above

        look = look_of(lang)
        file = given_path(path, "--out")
        insist_on_place(file.parent, [file.name])
        make_folder(file.parent)
        links = [_address(place, file.parent) for place in self.places]
        return write_comparison(self.beside, file, links, look=look, standalone=standalone)


def _address(run: Path | None, seen_from: Path) -> str:
    """Return how the page of a run is reached from another folder; "" where there is none, or on another drive."""
    if run is None or not (run / PAGE).is_file():
        return ""
    try:
        return quote(Path(os.path.relpath((run / PAGE).resolve(), seen_from.resolve())).as_posix())
    except ValueError:
        return ""


def compare(*runs: str | Path | Result, below: str | Path = DEFAULT_OUT) -> Compared:
    """Set runs side by side on the sessions that all have; the twin of ``backtest compare``.

    Each is taken over the part that its own verdict judges. Nothing is executed and no store is read: a stored run is
    what its folder keeps.

    Parameters
    ----------
    runs : str, Path or Run
        Two to ten: folders that ``backtest run`` wrote, names of strategies, whose newest run in ``below`` is meant,
        or runs in memory.
    below : str or Path, default "var/runs"
        Where names are looked for.

    Returns
    -------
    Compared
        Curves, numbers, correlations, what was held in common and what was set otherwise.

    Raises
    ------
    UserError
        For a name that no run has, a folder that is not one whole run, and runs without two sessions in common.
    """
    if len(runs) > MOST or len(runs) < 2:  # noqa: PLR2004 - one has nothing beside it
        were = "run was" if len(runs) == 1 else "runs were"
        raise InputError(
            both(
                f"{len(runs)} {were} given; two to {MOST} can be compared",
                f"给出了 {len(runs)} 个回测；可比较 2 至 {MOST} 个",
            )
        )
    found = [each if isinstance(each, Result) else run_folder(each, below) for each in runs]
    _insist_on_different(runs, found)
    sides = [side_of_result(each, each.name) if isinstance(each, Result) else stored_run(each, "") for each in found]
    places = [None if isinstance(each, Result) else each for each in found]
    labels = _labels(sides, places)
    beside = set_beside(
        [replace(side, label=label) for side, label in zip(sides, labels, strict=True)], _meanings_of_parameters()
    )
    return Compared(beside, tuple(places))


def _insist_on_different(named: Sequence[object], found: Sequence[Path | Result]) -> None:
    """Raise InputError for one run given twice: beside itself it says nothing, and something else was meant."""
    places = [each.resolve() if isinstance(each, Path) else id(each) for each in found]
    twice = next((k for k, place in enumerate(places) if place in places[:k]), None)
    if twice is None:
        return
    first, again = (_called(named[k]) for k in (places.index(places[twice]), twice))
    one = first if first == again else f"{first}, {again}"
    raise InputError(
        both(
            f"{one}: the same run is given twice; name runs of different folders",
            f"{one}：同一个回测给了两次；请给出不同文件夹的回测",
        )
    )


def _called(run: object) -> str:
    return run.name if isinstance(run, Result) else str(run)


def _meanings_of_parameters() -> dict[str, Text]:
    from strategies.registry import STRATEGIES  # noqa: PLC0415 - each rule is a module of its own

    return {name: each.words for strategy in STRATEGIES.values() for name, each in strategy.parameters.items()}


def _labels(sides: Sequence[Side], places: Sequence[Path | None]) -> list[str]:
    """Tell runs of one name apart by the folder they lie in, and what is still alike by a number."""
    names = [str((side.manifest or {}).get("name", "")) for side in sides]
    many = Counter(names)
    labels = [
        f"{name} ({place.absolute().name})" if many[name] > 1 and place and place.absolute().name != name else name
        for name, place in zip(names, places, strict=True)
    ]
    seen: Counter[str] = Counter()
    told = []
    for label in labels:
        seen[label] += 1
        told.append(label if seen[label] == 1 else f"{label} #{seen[label]}")
    return told
