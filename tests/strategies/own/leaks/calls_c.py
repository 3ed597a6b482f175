"""Any function of the system, by a package that calls C."""

from cffi import FFI


def weights(history):
    system = FFI()
    system.cdef("int getppid(void);")
    return {history.panel.sessions[40]: {history.panel.symbols[system.dlopen(None).getppid() % 2]: 1.0}}
