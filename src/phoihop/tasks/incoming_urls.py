"""Addresses of incoming papers on their way, which stand beside the register of documents."""

from django.urls import path

from phoihop.tasks.views.incoming import assign, incoming_list, route

app_name = "incoming"
urlpatterns = [
    path("", incoming_list, name="list"),
    path("<int:pk>/", route, name="route"),
    path("<int:pk>/giao/", assign, name="assign"),
]
