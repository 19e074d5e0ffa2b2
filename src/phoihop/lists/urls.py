"""Addresses of this room, under those of the tasks."""

from django.urls import path

from phoihop.lists.views import kept, looks, many

app_name = "lists"
urlpatterns = [
    path("bang/", looks.board, name="board"),
    path("lich/", looks.month, name="month"),
    path("so-dem/", looks.counts, name="counts"),
    path("chon/", many.many, name="many"),
    path("chon/<int:pk>/", many.run, name="run"),
    path("chon/<int:pk>/hoan-tac/", many.undo, name="undo"),
    path("danh-sach/", kept.kept_lists, name="kept"),
    path("danh-sach/luu/", kept.keep, name="keep"),
    path("danh-sach/mo-dau/", kept.first, name="first"),
    path("danh-sach/<int:pk>/", kept.change, name="change"),
    path("danh-sach/<int:pk>/xoa/", kept.forget, name="forget"),
    path("danh-sach/<int:pk>/chuyen/", kept.move, name="move"),
]
