"""Addresses of this room."""

from django.urls import path, register_converter

from phoihop.imports import views
from phoihop.imports.kinds import KINDS


class KindConverter:
    """Kinds of records have Vietnamese names in addresses, and their keys in the code."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        """The key; what names no kind stays as it is, and the view answers 404 after log-in."""
        return next((kind.key for kind in KINDS.values() if value == kind.slug), value)

    def to_url(self, value: str) -> str:
        """The Vietnamese name of a key."""
        return KINDS[value].slug if value in KINDS else value


register_converter(KindConverter, "import_kind")

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("tep/<int:pk>/", views.check, name="check"),
    path("tep/<int:pk>/loi/", views.faults, name="faults"),
    path("tep/<int:pk>/nhap/", views.confirm, name="confirm"),
    path("tep/<int:pk>/bo/", views.put_away, name="put_away"),
    path("tep/<int:pk>/ma/", views.print_codes, name="codes"),
    path("<import_kind:kind>/", views.start, name="start"),
    path("<import_kind:kind>/mau/", views.template, name="template"),
]
