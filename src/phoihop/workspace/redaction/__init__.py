"""Redaction: take words or a file away everywhere, and leave the history provable."""
