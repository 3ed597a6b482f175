"""The one error the reference raises."""


class InputError(ValueError):
    """The input breaks a sentence of section 1 or 5; the text names what was found."""
