"""Where a user's file decides: a new process for each history, which knows that history and nothing else.

The program itself never executes the file. ``client`` asks a process without any market (``server``), which makes a
copy of itself for each question; the copy executes the file anew, answers and ends. So nothing that a rule saw of one
history, of the whole one or in another file, can answer on another one: there is no module, attribute, thread or memory
that both share. Until the answer is given the clock stands still at the close of the last session (``still_clock``),
chance is the same each time, and files, network and other processes are refused (``guard``). A run and its audit ask in
the same words, so a file cannot tell one from the other.
"""
