"""Addresses of this room."""

from django.urls import path

from phoihop.accounts import (
    absence_views,
    code_views,
    kept_views,
    own_views,
    scope_views,
    step_views,
    views,
)

app_name = "accounts"
urlpatterns = [
    path("co-quan/", own_views.acting, name="acting"),
    path("hien-thi/", own_views.preferences, name="preferences"),
    path("khoa-truy-cap/<int:pk>/doi-ten/", step_views.rename, name="passkey_rename"),
    path("khoa-truy-cap/<int:pk>/bo/", step_views.remove_passkey, name="passkey_remove"),
    path("bao-ve/", own_views.security, name="security"),
    path("chua-gui/", kept_views.show, name="kept_input"),
    path("phien/<int:pk>/ket-thuc/", own_views.end_session, name="session_end"),
    path("phien/ket-thuc-khac/", own_views.end_other_sessions, name="sessions_end"),
    path("con-day/", own_views.still_here, name="still_here"),
    path("vang-mat/", absence_views.absence_list, name="absences"),
    path("vang-mat/them/", absence_views.create, name="absence_create"),
    path("vang-mat/<int:pk>/", absence_views.detail, name="absence"),
    path("vang-mat/<int:pk>/ket-thuc/", absence_views.end, name="absence_end"),
    path("nguoi-dung/", views.user_list, name="users"),
    path("nguoi-dung/them/", views.create, name="user_create"),
    path("nguoi-dung/<int:pk>/", views.detail, name="user"),
    path("nguoi-dung/<int:pk>/sua/", views.change, name="user_change"),
    path("nguoi-dung/<int:pk>/ma-mot-lan/", code_views.make, name="user_code"),
    path("nguoi-dung/<int:pk>/phien/", views.end_sessions, name="user_sessions"),
    path("nguoi-dung/<int:pk>/khoa/", views.deactivate, name="user_deactivate"),
    path("nguoi-dung/<int:pk>/mo/", views.reactivate, name="user_reactivate"),
    path("nguoi-dung/<int:pk>/vai-tro/", views.add_membership, name="membership_add"),
    path("vai-tro/<int:pk>/quyen/", views.rights, name="membership_rights"),
    path("quyen-doc/", scope_views.scopes, name="scopes"),
    path("quyen-doc/<int:pk>/thoi/", scope_views.end, name="scope_end"),
]
