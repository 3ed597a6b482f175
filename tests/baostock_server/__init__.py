"""The loopback server that stands for baostock's: its messages, spoken to baostock's own functions."""
