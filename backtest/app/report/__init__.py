"""Files of reports as their writer meets them: begun, checked, shown."""
