"""Sets on a Ray cluster: this process hands out pieces and writes what comes back; a node only computes.

What all sets share (the rule, the panel, the names and values of reports) is put once into the object store of Ray.
A node takes it over once, and all its processes read the same memory. A piece is a list of settings; its answer is
what a process of this machine would have made. No node needs the store, or learns where it is.
"""
