"""A dossier as a folder for the archive."""
