"""Phối Hợp: coordination between the agencies of a local office, from signature to result."""

__version__ = "0.1.0"
