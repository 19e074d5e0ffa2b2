"""Say at once that nobody can listen on a port, before the minutes that the first `make run` takes.

usage: python tools/port_free.py PORT

Exit code 1: another does, or we may not. Runs before the environment is made, with any Python 3.
"""

import errno
import socket
import sys

_FIRST = 8000  # ports below 1024 are for the administrator of the computer


def main(port: int) -> int:
    """Try to listen on this computer's own address; return the exit code."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            said = f"Cannot listen on port {port}: {error.strerror}."
            if error.errno == errno.EADDRINUSE:
                said = f"Port {port} is taken: by another program, or Phối Hợp runs there already."
            sys.stderr.write(f"{said}\nTake another port: make run PORT={max(port + 1, _FIRST)}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
