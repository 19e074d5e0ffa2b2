"""Addresses of the bare view and of the plain pages."""

from django.urls import path

from bench.plain import bare, briefing, counts, home, listing, month, programme, search, update

app_name = "bench"
urlpatterns = [
    path("bare/<int:size>/", bare.bare, name="bare"),
    path("plain/briefing/", briefing.briefing, name="briefing"),
    path("plain/home/", home.home, name="home"),
    path("plain/tasks/", listing.task_list, name="list"),
    path("plain/tasks/month/", month.month, name="month"),
    path("plain/tasks/counts/", counts.counts, name="counts"),
    path("plain/programme/<int:pk>/", programme.programme, name="programme"),
    path("plain/search/", search.search, name="search"),
    path("plain/tasks/<int:pk>/update/", update.update, name="update"),
]
