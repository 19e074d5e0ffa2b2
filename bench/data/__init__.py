"""Invented data of any size, with the rows that the services would keep. Fixed seed."""
