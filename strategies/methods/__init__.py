"""The reports' own computations as data, each checked against the numbers that its report prints.

``NNN.toml`` holds one report. ``systems`` are the ids of all that the report describes as a method, ``[not_computed]``
says of those that have nothing to compute why, and each ``[methods.NAME]`` is a computation:

``title``, ``source``  what it is and where the report has it; ``formula`` says it in words, ``(ours)`` marks what the
                       report does not print
``title_zh``, ``formula_zh``, ``source_zh``
                       the same in Chinese; a source of lines and tables alone needs none
``systems``            the ids that it computes, when it is not the one of its own name
``discrepancy``        where the report contradicts itself and which figure we hold right
``series``             input or output to the shipped series that holds it, or a family of them, ending in ``/``;
                       what rules read of a method follows from that
``inputs.NAME``        ``value``, ``unit``, ``meaning``, ``source`` (none: the choice is ours), and the bounds ``low``
                       (0 without one) and ``high``
``steps.NAME``         a formula that is not an output; it may use inputs and the steps before it
``requires``           ``condition``, a formula over inputs and steps, and what is said when it does not hold
``outputs.NAME``       ``compute``, a formula that may use all that stands before it, and ``unit``
``code``               in place of formulas: a module of ``special`` whose function ``compute`` takes the inputs by name
``checks``             numbers of the report beside ours

A check has a ``name``; the ``output`` it compares, when that is neither its name nor the only one; the ``expected``
number and the ``tolerance``; a ``kind``, ``reproduced`` without one (``method.Check`` explains them); a ``note``; the
inputs it changes ``with``; and the ``rounding`` of inputs. Checks that share a pattern are the rows of a ``table``,
``tables/NNN/NAME.csv``, or of ``columns`` and ``rows``: ``checks`` explains that.

What a formula may say stands in ``expression``. A text may break its lines.
"""
