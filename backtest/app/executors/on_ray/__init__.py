"""Pieces on a Ray cluster: this process hands them out and writes what comes back; a node only computes.

What all items share (such as a rule, the panel, the names and values of reports) is put once into the object store of
Ray. A node takes it over once, and all its processes read the same memory. The answers of a piece are what a process
of this machine would have made. No node needs the store, or learns where it is.
"""
