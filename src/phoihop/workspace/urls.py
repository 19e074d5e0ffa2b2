"""Addresses of the workspace."""

app_name = "workspace"
urlpatterns: list[object] = []
