"""The reports' own computations as small pure functions, each checked against the numbers that its report prints.

A package ``report_NNN`` holds one report: modules by noun with their ``METHODS``, and in its ``__init__`` the tuple
``METHODS`` of all of them, ``SYSTEMS`` (the ids of all methods that the report describes) and ``NOT_COMPUTED`` (id to
the reason why there is nothing to compute).
"""
