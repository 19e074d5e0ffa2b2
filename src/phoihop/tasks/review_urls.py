"""Addresses of the reviews of documents, which stand beside the register."""

from django.urls import path

from phoihop.tasks.views.reviews import assign, export, review_list

app_name = "reviews"
urlpatterns = [
    path("", review_list, name="list"),
    path("giao/", assign, name="assign"),
    path("xuat.<str:form>", export, name="export"),
]
