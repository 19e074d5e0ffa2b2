"""`python -m phoihop.cli`, for processes that start another."""

from phoihop.cli import main

main(prog_name="phoihop")
