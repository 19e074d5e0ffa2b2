"""Addresses of this room."""

from django.urls import path

from phoihop.dossiers.views import acts, entry, exporting, filling, listing

app_name = "dossiers"
urlpatterns = [
    path("", listing.dossier_list, name="list"),
    path("lap/", entry.create, name="create"),
    path("dua-vao/", filling.put_in, name="put_in"),
    path("<int:pk>/", listing.detail, name="detail"),
    path("<int:pk>/lich-su/", listing.history, name="history"),
    path("<int:pk>/sua/", entry.edit, name="edit"),
    path("<int:pk>/dong/", acts.close, name="close"),
    path("<int:pk>/mo-lai/", acts.reopen, name="reopen"),
    path("<int:pk>/nop-luu/", acts.hand_over, name="hand_over"),
    path("<int:pk>/xep-theo-ngay/", filling.order_by_day, name="order_by_day"),
    path("<int:pk>/muc/<int:item_pk>/ghi-chu/", filling.annotate, name="annotate"),
    path("<int:pk>/muc/<int:item_pk>/bo/", filling.take_out, name="take_out"),
    path("<int:pk>/muc/<int:item_pk>/len/", filling.move_up, name="move_up"),
    path("<int:pk>/muc/<int:item_pk>/xuong/", filling.move_down, name="move_down"),
    path("<int:pk>/xuat/", exporting.ask, name="ask_export"),
    path("<int:pk>/xuat/<int:export_pk>/", exporting.export, name="export"),
    path("<int:pk>/xuat/<int:export_pk>/tai/", exporting.download, name="download"),
]
