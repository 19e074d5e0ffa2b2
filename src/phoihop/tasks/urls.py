"""Addresses of this room."""

app_name = "tasks"
urlpatterns: list[object] = []
