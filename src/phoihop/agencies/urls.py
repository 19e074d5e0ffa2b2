"""Addresses of this room."""

app_name = "agencies"
urlpatterns: list[object] = []
