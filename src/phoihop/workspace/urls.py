"""Addresses of this room."""

app_name = "workspace"
urlpatterns: list[object] = []
