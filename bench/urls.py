"""Our addresses, and under `bench/` the bare and the plain pages."""

from django.urls import include, path

from phoihop.config import urls

urlpatterns = [path("bench/", include("bench.plain.urls")), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
