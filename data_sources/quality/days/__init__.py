"""Days: sessions, the exchange's own calendar, shifted and wide bars, days to come."""
