"""Templates to files: one self-contained HTML file each, replaced as a whole or not at all."""

from __future__ import annotations

import importlib.util
import json
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from backtest.result import wording
from data_sources.errors import UserError
from data_sources.files import write_whole
from data_sources.plain_text import visible, visible_json
from data_sources.refused import writes
from reports.sections.calendar_returns import MONTHS
from reports.sections.verdict import tone

PLOTLY_SCRIPT = Path("package_data", "plotly.min.js")


def write_page(template: str, path: Path, **context: object) -> None:
    """Render a template into one file; a reader of ``path`` sees the old page or the new one, never half of one.

    Raises WriteFailed when the file cannot be written.
    """
    text = _environment().get_template(template).render(**context)
    data = text.encode()
    with writes(path, len(data)):
        write_whole(path, data)


def script_json(value: object) -> Markup:
    """Return JSON that may stand inside a script element: no "<" is left that could end it, nor what is not seen."""
    text = visible_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it can end the element


@lru_cache(maxsize=1)
def plotly_script() -> Markup:
    """Return the browser half of Plotly, about 5 MB, read from the installed package without importing it."""
    found = importlib.util.find_spec("plotly")
    folders = (found.submodule_search_locations if found else None) or []
    for folder in folders:
        script = Path(folder) / PLOTLY_SCRIPT
        if script.is_file():
            return Markup(script.read_text(encoding="utf-8"))  # noqa: S704 - a library's own script
    raise UserError("the charts need the package plotly, which is not installed; run `pip install plotly`")


def _seen(value: object) -> object:
    """Write marks that turn the direction of text, and the like, as escapes: a name cannot rearrange a sentence."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        finalize=_seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": wording.percent,
        "number": wording.number,
        "money": wording.money,
        "count": wording.count,
        "tone": tone,
        "part_word": wording.part_word,
    }
    environment.globals["months"] = MONTHS
    return environment
