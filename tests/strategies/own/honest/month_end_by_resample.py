"""The best month so far, by pandas: resampled to the last session of each month, ranked with ties, grouped."""

import pandas as pd


def weights(history):
    panel = history.panel
    close = pd.DataFrame(panel.adjusted_close, index=pd.DatetimeIndex(panel.sessions), columns=list(panel.symbols))
    months = close.index.to_period("M")
    done = months[:-1] != months[1:]
    ends = close.index[:-1][done]
    change = close.ffill().groupby(months).last().pct_change(fill_method=None)
    ranks = change.rank(axis=1, method="average", ascending=False)
    answer = {}
    for day in ends:
        row = ranks.loc[day.to_period("M")]
        if row.notna().any():
            answer[day] = {row.idxmin(): 1.0}
    return answer
