"""Starts a program under limits that the kernel keeps: `bounded.py SECONDS MEGABYTES PROGRAM ...`.

Run by its path, so that nothing of ours is loaded; `programs.py` starts it. 0 megabytes: no limit.
"""

import os
import resource
import sys

if __name__ == "__main__":
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if megabytes:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606 -- no shell; the caller looked the path up
