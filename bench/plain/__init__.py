"""The same pages as a good developer writes them by hand: no permissions, no history, no rooms.

Same database, indexes, middleware, session, frame (ui/base.html) and the same content and markup
in the page; words stand in the template as Vietnamese, days are written in the view.
"""
