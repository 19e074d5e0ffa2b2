"""Addresses of this room."""

from django.urls import path

from phoihop.agreements.views import contents, detail, drafting, parties
from phoihop.agreements.views.listing import agreement_list
from phoihop.agreements.views.signing import signing

app_name = "agreements"
urlpatterns = [
    path("", agreement_list, name="list"),
    path("soan/", drafting.create, name="create"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/van-ban/", detail.text, name="text"),
    path("<int:pk>/cac-ben/", detail.parties, name="parties"),
    path("<int:pk>/ky-ket/", signing, name="signing"),
    path("<int:pk>/ban-quet/", detail.scan, name="scan"),
    path("<int:pk>/trao-doi/", detail.talk, name="talk"),
    path("<int:pk>/lich-su/", detail.history, name="history"),
    path("<int:pk>/sua/", drafting.edit, name="edit"),
    path("<int:pk>/san-sang-ky/", drafting.ready, name="ready"),
    path("<int:pk>/ve-du-thao/", drafting.back, name="back"),
    path("<int:pk>/xoa/", drafting.hide, name="hide"),
    path("<int:pk>/khoi-phuc/", drafting.unhide, name="unhide"),
    path("<int:pk>/moi-ben-mot-van-ban/", drafting.copy_each, name="copy_each"),
    path("<int:pk>/noi-dung/them/", contents.item_add, name="item_add"),
    path("<int:pk>/noi-dung/<int:item_pk>/", contents.item_edit, name="item_edit"),
    path("<int:pk>/noi-dung/<int:item_pk>/bo/", contents.item_remove, name="item_remove"),
    path("<int:pk>/noi-dung/<int:item_pk>/chuyen/", contents.item_move, name="item_move"),
    path("<int:pk>/cac-ben/them/", parties.party_add, name="party_add"),
    path("<int:pk>/cac-ben/<int:party_pk>/thay/", parties.party_replace, name="party_replace"),
    path("<int:pk>/cac-ben/<int:party_pk>/bo/", parties.party_remove, name="party_remove"),
    path("<int:pk>/can-cu/them/", parties.basis_add, name="basis_add"),
    path("<int:pk>/can-cu/<int:basis_pk>/bo/", parties.basis_remove, name="basis_remove"),
    path("<int:pk>/can-cu/<int:basis_pk>/chuyen/", parties.basis_move, name="basis_move"),
]
