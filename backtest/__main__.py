"""``python -m backtest``: the command line."""

from backtest.cli import main

if __name__ == "__main__":
    main()
