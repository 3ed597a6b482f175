"""Where the sets of a sweep are computed: in this process, or in several on this machine."""
