"""``python -m backtest`` and the script ``backtest``: the command line."""

from __future__ import annotations

import os
import sys

from backtest.name_clash import NameClash, brought_by_another, insist_on_our_packages


def main() -> None:
    """Run the command line of this process, or say why none of it can be found."""
    try:
        insist_on_our_packages()
        from backtest.cli.start import main as command_line  # noqa: PLC0415 - only ours, once it is known that they are found

        # The command that the line names is imported there.
        command_line()
    except ImportError as fault:
        clash = fault if isinstance(fault, NameClash) else brought_by_another(fault)
        if clash is None:
            raise
        sys.stderr.write(f"{clash.said(sys.argv[1:], os.environ)}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
