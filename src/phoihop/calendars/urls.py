"""Addresses of this room."""

from django.urls import path

from phoihop.calendars.views import feeds, week, week_entries

app_name = "calendars"
urlpatterns = [
    path("dia-chi/", feeds.feeds, name="feeds"),
    path("dia-chi/chuong-trinh/<int:pk>/", feeds.programme_feed, name="programme_feed"),
    path("dia-chi/<int:pk>/phan-viec/", feeds.parts, name="parts"),
    path("dia-chi/<int:pk>/thu-hoi/", feeds.revoke, name="revoke"),
    path("tuan/", week.week, name="week"),
    path("tuan/them/", week_entries.create, name="week_create"),
    path("tuan/chep/", week.copy, name="week_copy"),
    path("tuan/<int:pk>/", week_entries.detail, name="week_entry"),
    path("tuan/<int:pk>/sua/", week_entries.edit, name="week_edit"),
    path("tuan/<int:pk>/huy/", week_entries.cancel, name="week_cancel"),
    path("tuan/<int:pk>/lai-co/", week_entries.take_up, name="week_take_up"),
    path("tuan/<int:pk>/bo/", week_entries.remove, name="week_remove"),
    path("tuan/<int:pk>/khoi-phuc/", week_entries.restore, name="week_restore"),
    path("<str:token>.ics", feeds.read, name="read"),
]
