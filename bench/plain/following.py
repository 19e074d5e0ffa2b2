"""Addresses of the pages by hand of what is asked, urged, judged and passed on."""

from django.urls import path

from bench.plain import act, feed, judging, kept, opinions, urging

addresses = [
    path("plain/agreement/<int:pk>/opinions/", opinions.opinions, name="opinions"),
    path("plain/tasks/<int:pk>/evaluate/", judging.evaluate, name="evaluate"),
    path("plain/tasks/<int:pk>/extension/", judging.extension, name="extension"),
    path("plain/urging/", urging.urging_list, name="urging_list"),
    path("plain/urging/<int:pk>/", urging.letter, name="letter"),
    path("plain/act/<int:pk>/", act.act, name="act"),
    path("plain/tasks/kept/", kept.kept, name="kept"),
    path("plain/feed/<str:token>.ics", feed.feed, name="feed"),
]
