"""How much of each chosen name: equal or by share in a segment, segments equal in a sleeve, sleeves by weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from data_sources.tables.facts import Booleans, Floats, Integers


def weigh(
    selected: Booleans | Floats,
    present: Booleans,
    sleeve_of: Sequence[str],
    sleeve_weights: Mapping[str, Floats | float],
) -> Floats:
    """Return weights (D x N), each row summing to at most 1.

    Parameters
    ----------
    selected
        G x D x N: the chosen names, or their shares relative to each other (0: not chosen).
    present
        G x D: the segments that have a name to choose from at all. A segment that is present with nothing selected
        leaves its share in cash; one that is not present yet leaves it to the others.
    sleeve_of
        The sleeve of each segment (G). The present segments of a sleeve share it equally; a name in two segments gets
        both shares.
    sleeve_weights
        By sleeve, relative numbers or one per decision (D); sleeves with a present segment share by them.
    """
    decisions, symbols = selected.shape[1:]
    sleeves = {name: np.array([of == name for of in sleeve_of]) for name in dict.fromkeys(sleeve_of)}
    raw = {
        name: np.broadcast_to(np.asarray(sleeve_weights[name], dtype=np.float64), (decisions,))
        * present[inside].any(axis=0)
        for name, inside in sleeves.items()
    }
    total = np.sum(list(raw.values()), axis=0) if raw else np.zeros(decisions)
    weights = np.zeros((decisions, symbols))
    for name, inside in sleeves.items():
        share = _divided(raw[name], total)
        in_segment = _divided(share, present[inside].sum(axis=0))
        for chosen in selected[inside]:
            weights += chosen * _divided(in_segment, chosen.sum(axis=1))[:, None]
    return weights


def _divided(value: Floats, by: Floats | Integers) -> Floats:
    return np.divide(value, by, out=np.zeros(len(value)), where=by > 0)
