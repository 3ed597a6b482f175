"""A user's own file: how it is found, read, executed in a process of its own, and audited.

``find`` takes a name or a path; ``weights_file`` and ``handler_file`` say what such a file defines, ``process`` where
it decides, ``handler_run`` and ``handler_audit`` how a rule that decides day by day is run and proved.
"""
