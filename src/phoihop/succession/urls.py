"""Addresses of acts of succession."""

from django.urls import path

from phoihop.succession import edit_views, views

app_name = "succession"
urlpatterns = [
    path("", views.act_list, name="list"),
    path("them/", edit_views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", edit_views.change, name="change"),
    path("<int:pk>/ket-thuc/", edit_views.add_ending, name="add_ending"),
    path("<int:pk>/doi-ten/", edit_views.add_renaming, name="add_renaming"),
    path("<int:pk>/thanh-lap/", edit_views.add_beginning, name="add_beginning"),
    path("<int:pk>/bo/<int:line>/", edit_views.remove_line, name="remove_line"),
    path("<int:pk>/bo-ban-thao/", edit_views.discard, name="discard"),
    path("<int:pk>/muc/<str:estate>/", views.part, name="part"),
    path("<int:pk>/thuc-hien/", views.carry_out, name="carry_out"),
    path("<int:pk>/hoan-tac/", views.undo, name="undo"),
    path("<int:pk>/csv/", views.csv, name="csv"),
    path("<int:pk>/chuyen/<int:task>/", edit_views.transfer, name="transfer"),
]
