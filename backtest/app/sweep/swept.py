"""A sweep as a user holds it: what it found, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backtest.sweeps.outcome import Sweep
from data_sources.given_path import given_path
from data_sources.language.colours import Colours
from data_sources.language.text import Language


@dataclass(frozen=True, repr=False)
class Swept(Sweep):
    """A finished sweep, as ``Sweep`` describes it, that can also show itself."""

    def report(
        self, path: str | Path, *, lang: Language | None = None, colours: Colours = "red", command: str = ""
    ) -> Path:
        """Write the page of the sweep, one file of at most 300 KB that opens offline.

        Parameters
        ----------
        path : str or Path
            The file to write; one that is there is replaced.
        lang, colours
            As for ``backtest.run_many``.
        command : str, default ""
            What the page names as the command that makes the sweep again.

        Returns
        -------
        Path
            The same path.

        Raises
        ------
        UserError
            When it cannot be written, for what is no path, or for another word.
        """
        from backtest.app.look import look_of  # noqa: PLC0415 - only a page needs templates
        from reports.sweep import write_sweep_page  # noqa: PLC0415 - as above

        file = given_path(path, "the page")
        write_sweep_page(self, file, command, look=look_of(lang, colours))
        return file
