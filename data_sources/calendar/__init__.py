"""Sessions, the second calendar to check them against, and the clock: which day it is in Shanghai."""
