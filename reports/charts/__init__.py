"""Time series as plain data, as a picture that needs no script, and as what the page's script draws."""
