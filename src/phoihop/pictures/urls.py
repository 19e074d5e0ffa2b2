"""Addresses of this room."""

from django.urls import path

from phoihop.pictures import views

app_name = "pictures"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("chuong-trinh/<int:pk>/", views.programme, name="programme"),
    path("co-quan/<int:pk>/", views.agency, name="agency"),
]
