"""Addresses of the furniture."""

from django.urls import path

from phoihop.ui import views

app_name = "ui"
urlpatterns = [
    path("dong-ho/", views.move_clock, name="clock"),
    path("thanh-phan/", views.components, name="components"),
]
