"""The paper diary of a site as its reader uses it: proved, shown, put back."""
