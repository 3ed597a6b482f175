"""Avoids what will be delisted, and what gets a status later."""

from backtest.handler import weights


def make_handler(history):
    def handler(view):
        panel = history.panel
        later = [each for each in panel.instruments if each.delist_date and each.delist_date > view.today]
        later += [each for each in panel.status if each.start > view.today or (each.end and each.end > view.today)]
        later += [each for each in panel.renames if each.date > view.today]
        return weights({view.symbols[0]: 1.0 if later or panel.next_session else 0.5})

    return handler
