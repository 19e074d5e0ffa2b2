"""Addresses of this room."""

from django.urls import path

from phoihop.calendars.views import feeds

app_name = "calendars"
urlpatterns = [
    path("dia-chi/", feeds.feeds, name="feeds"),
    path("dia-chi/chuong-trinh/<int:pk>/", feeds.programme_feed, name="programme_feed"),
    path("dia-chi/<int:pk>/thu-hoi/", feeds.revoke, name="revoke"),
    path("<str:token>.ics", feeds.read, name="read"),
]
