"""The pages of ``docs/reference``, written from the code and held equal to it."""
