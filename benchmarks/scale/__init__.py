"""Sweeps past one machine: what a set costs in time, memory and bytes, measured on a slice and carried to the whole."""
