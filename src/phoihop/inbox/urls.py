"""Addresses of this room."""

from django.urls import path

from phoihop.inbox import views

app_name = "inbox"
urlpatterns = [
    path("<int:pk>/", views.open_notice, name="open"),
    path("da-xem/", views.mark, name="mark"),
    path("lua-chon/", views.choices, name="choices"),
    path("theo-doi/<str:kind>/<int:pk>/", views.follow, name="follow"),
]
