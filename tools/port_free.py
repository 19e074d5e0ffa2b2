"""Say at once that a port is taken, before the minutes that the first `make run` takes.

usage: python tools/port_free.py PORT

Exit code 1: somebody listens there. Runs before the environment is made, with any Python 3.
"""

import socket
import sys


def main(port: int) -> int:
    """Try to listen on this computer's own address; return the exit code."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.stderr.write(
                f"Port {port} is taken: another program listens there, perhaps Phối Hợp already.\n"
                f"Stop it, or take another port: make run PORT={port + 1}\n"
            )
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
