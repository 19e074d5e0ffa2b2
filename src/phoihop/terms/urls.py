"""Addresses of this room."""

from django.urls import path

from phoihop.terms.views import amending, ending, reviews, settling, term, versions

app_name = "terms"
urlpatterns = [
    path("<int:pk>/", term.whole, name="term"),
    path("<int:pk>/tai-ve/", term.export, name="export"),
    path("<int:pk>/lap-phien-ban/", versions.make, name="make_version"),
    path("phien-ban/<int:pk>/", settling.version, name="version"),
    path("phien-ban/<int:pk>/chot/", settling.fix, name="fix_version"),
    path("phien-ban/<int:pk>/tinh-nhiem-vu/", settling.count, name="count_tasks"),
    path("phien-ban/<int:pk>/them/", versions.item_add, name="item_add"),
    path("phien-ban/<int:pk>/noi-dung/<int:item_pk>/", versions.item_edit, name="item_edit"),
    path("phien-ban/<int:pk>/noi-dung/<int:item_pk>/bo/", versions.item_remove, name="item_remove"),
    path("phien-ban/<int:pk>/theo-sua-doi/", amending.adapt, name="adapt"),
    path("<int:pk>/so-ket/", reviews.review_list, name="reviews"),
    path("<int:pk>/so-ket/lap/", reviews.start, name="start_review"),
    path("so-ket/<int:pk>/", reviews.review, name="review"),
    path("so-ket/<int:pk>/chot/", reviews.confirm, name="confirm_review"),
    path("<int:pk>/hieu-luc/", amending.in_force, name="in_force"),
    path("<int:pk>/sua-doi/", amending.amend, name="amend"),
    path("sua-doi/<int:pk>/so-sanh/", amending.compare, name="compare"),
    path("<int:pk>/ky-tiep/", ending.renew, name="renew"),
    path("<int:pk>/cham-dut/", ending.end, name="end"),
]
