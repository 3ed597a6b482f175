"""System calls that a rule has no use for: by them code in C reaches other processes, or leaves something behind.

Each with its number on x86_64 and on aarch64, as in asm/unistd_64.h and asm-generic/unistd.h of Linux; None where it
does not exist. To read memory, files that were opened, the clock and the processors' number stays allowed.
"""

from __future__ import annotations

NETWORK = {
    "socket": (41, 198), "socketpair": (53, 199), "bind": (49, 200), "listen": (50, 201), "connect": (42, 203),
    "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269),
}  # fmt: skip
MEMORY_AND_QUEUES = {
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "shmdt": (67, 197), "semget": (64, 190),
    "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "userfaultfd": (323, 282), "vmsplice": (278, 75), "add_key": (248, 217),
    "request_key": (249, 218), "keyctl": (250, 219),
}  # fmt: skip
PROCESSES = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "kill": (62, 129),
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "ptrace": (101, 117), "kcmp": (312, 272),
    "setpriority": (141, 140), "getpriority": (140, 141), "ioprio_set": (251, 30), "ioprio_get": (252, 31),
    "sched_setaffinity": (203, 122), "sched_setparam": (142, 118), "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274), "setpgid": (109, 154), "getpgid": (121, 155), "setsid": (112, 157),
    "getsid": (124, 156),
}  # fmt: skip
TRACES_ON_FILES = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None), "fchown": (93, 55),
    "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None), "futimesat": (261, None),
    "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "flock": (73, 32),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
}  # fmt: skip
THE_MACHINE = {
    "mount": (165, 40), "chroot": (161, 51), "pivot_root": (155, 41), "unshare": (272, 97), "setns": (308, 268),
    "reboot": (169, 142), "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "sethostname": (170, 161), "setdomainname": (171, 162), "syslog": (103, 116), "bpf": (321, 280),
    "perf_event_open": (298, 241), "io_uring_setup": (425, 425),
}  # fmt: skip
REFUSED: dict[str, tuple[int, int | None] | tuple[None, int]] = {
    **NETWORK, **MEMORY_AND_QUEUES, **PROCESSES, **TRACES_ON_FILES, **THE_MACHINE,
}  # fmt: skip
CLONE, CLONE3 = (56, 220), (435, 435)
"""Both make threads, which a rule may have, and processes, which it may not."""
