"""Invented papers with the further facts they hold, and the score of the reader on them."""
