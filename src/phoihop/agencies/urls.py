"""Addresses of this room."""

from django.urls import path

from phoihop.agencies import area_views, official_views, views

app_name = "agencies"
urlpatterns = [
    path("", views.agency_list, name="list"),
    path("cay/", views.tree, name="tree"),
    path("them/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/can-bo/", views.people, name="people"),
    path("<int:pk>/lich-su/", views.history, name="history"),
    path("<int:pk>/sua/", views.change, name="change"),
    path("<int:pk>/vi-tri/", views.place, name="place"),
    path("<int:pk>/ket-thuc/", views.close, name="close"),
    path("<int:pk>/ke-thua/", views.succession, name="succession"),
    path("can-bo/", official_views.official_list, name="officials"),
    path("can-bo/them/", official_views.create, name="official_create"),
    path("can-bo/<int:pk>/", official_views.detail, name="official"),
    path("can-bo/<int:pk>/lich-su/", official_views.history, name="official_history"),
    path("can-bo/<int:pk>/sua/", official_views.change, name="official_change"),
    path("can-bo/<int:pk>/chuc-vu/", official_views.add_tenure, name="tenure_add"),
    path("danh-muc-chuc-vu/", official_views.positions, name="positions"),
    path("danh-muc-chuc-vu/them/", official_views.create_position, name="position_create"),
    path("danh-muc-chuc-vu/<int:pk>/", official_views.change_position, name="position_change"),
    path("dia-danh/", area_views.area_list, name="areas"),
    path("dia-danh/them/", area_views.add, name="area_add"),
    path("dia-danh/<int:pk>/", area_views.detail, name="area"),
    path("dia-danh/<int:pk>/sua/", area_views.correct, name="area_correct"),
]
