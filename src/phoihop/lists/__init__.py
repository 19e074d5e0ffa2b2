"""Many tasks at once: kept lists, acts on ticked rows, board and month. Above `tasks`."""
