"""How well tasks were done: the office's scale, evaluations, figures per agency, and disputes."""
