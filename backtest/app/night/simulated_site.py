"""Whether a site was made from a simulated market: neither it nor its diary is ever continued from the other kind."""

from __future__ import annotations

from pathlib import Path

from backtest.app.night.site_folder import SiteFolder, read_stamp
from backtest.result.run_folder import MANIFEST
from data_sources.errors import UserError
from data_sources.whole_file import read_json

LONGEST = 1 << 24
"""Bytes of a run's manifest."""


def insist_on_same_kind(site: SiteFolder, *, simulated: bool) -> None:
    """Raise UserError when a site was made from real prices and the store is simulated, or the other way round."""
    before = is_simulated(site)
    if before is None or before == simulated:
        return
    store, made = ("a SIMULATED market", "real prices") if simulated else ("real prices", "a SIMULATED market")
    raise UserError(
        f"the store holds {store}, and the site {site.link} with its paper diary was made from {made}; the two never "
        "share a site: choose another --out, or name the right store with --db"
    )


def is_simulated(site: SiteFolder) -> bool | None:
    """Whether a site was made from a simulated market, None where nothing says so; the last that readers saw counts."""
    builds = dict.fromkeys((*site.published(), *site.whole_builds()))
    return next((told for build in builds if (told := _told(build)) is not None), None)


def _told(build: Path) -> bool | None:
    """What a build says: by its stamp, or, where that is from before it said so, by the manifest of any run."""
    stamp = read_stamp(build)
    if isinstance(told := stamp.get("simulated"), bool):
        return told
    manifests = sorted(build.glob(f"*/{MANIFEST}"))
    return next((told for path in manifests if (told := _manifest_says(path)) is not None), None)


def _manifest_says(path: Path) -> bool | None:
    try:
        found = read_json(path, LONGEST)
    except (OSError, ValueError):
        return None
    told = found.get("simulated") if isinstance(found, dict) else None
    return told if isinstance(told, bool) else None
