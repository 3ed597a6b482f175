"""A report file begun: what is known of the document, and in comments what may be added."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError, WriteFailed
from data_sources.files import write_whole
from data_sources.given_path import given_path
from data_sources.language.text import both
from strategies.documents.reading import read_text
from strategies.documents.skeleton import Beginning, skeleton

NEEDED = ("id", "broker", "title", "published", "sector")


@dataclass(frozen=True)
class NewReport:
    """The file that was written and the id of its report."""

    file: Path
    report: str

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"file": self.file, "report": self.report}


def report_new(
    file: str | Path | None = None,
    *,
    report_id: str | None = None,
    broker: str | None = None,
    title: str | None = None,
    published: Day | None = None,
    sector: str | None = None,
    rating: str = "",
    horizon: int | None = None,
    benchmark: str = "",
    priced_on: Day | None = None,
    force: bool = False,
) -> NewReport:
    """Write a report file that can be read as it is; the twin of ``backtest report new``.

    Parameters
    ----------
    file : str or Path, optional
        The file; by default ``ID.toml`` in the folder one stands in.
    report_id : str
        The id of the report: small letters, digits, ``_`` and ``-``, such as ``"006"``.
    broker : str
        Who published it.
    title : str
        Its title.
    published : date or str
        The day on which it was published.
    sector : str
        The industry that it is about, a free word.
    rating : str, default ""
        Its word for the industry, as printed; "" when it rates none.
    horizon : int, optional
        The months of its rating standard; None when it prints none.
    benchmark : str, default ""
        The code of the index against which it judges A shares, such as ``"000300.SH"``.
    priced_on : date or str, optional
        The day of the prices that it prints.
    force : bool, default False
        Replace a file that is there.

    Returns
    -------
    NewReport
        The file. It passes ``report_check``; the keys that it does not have stand in it as comments.

    Raises
    ------
    UserError
        Without one of id, broker, title, published and sector, for one that a report file cannot hold, and for a file
        that is there (``WriteFailed`` when the disk refuses).
    """
    given = {"id": report_id, "broker": broker, "title": title, "published": published, "sector": sector}
    lacking = [name for name in NEEDED if not given[name]]
    if lacking or published is None:
        raise InputError(
            both(
                f"a report file needs {', '.join(lacking)}; give --{' --'.join(lacking)}",
                f"研报文件还缺 {'、'.join(lacking)}；请给出 --{' --'.join(lacking)}",
            )
        )
    known = Beginning(
        id=str(report_id),
        broker=str(broker),
        title=str(title),
        published=day_of(published),
        sector=str(sector),
        rating=rating,
        horizon=horizon,
        benchmark=benchmark,
        priced_on=None if priced_on is None else day_of(priced_on),
    )
    path = given_path(f"{report_id}.toml" if file is None else file, "the report file")
    text = skeleton(known)
    faults = read_text(path.name, text).faults
    if faults:
        raise InputError(faults[0].sentence.replace(f"{path.name} line {faults[0].line}: ", "", 1))
    _write(path, text, force=force)
    return NewReport(path, known.id)


def _write(path: Path, text: str, *, force: bool) -> None:
    if path.exists() and not force:
        raise InputError(
            both(
                f"{path} is there and stays as it is; --force replaces it, or name another file",
                f"{path} 已存在，未作改动；--force 可覆盖，或换一个文件名",
            )
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    except OSError as fault:
        raise WriteFailed(f"{path} could not be written: {fault.strerror}", fault.errno) from None
