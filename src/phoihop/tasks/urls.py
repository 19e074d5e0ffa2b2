"""Addresses of this room."""

from django.urls import path

from phoihop.tasks.views.acts import act_view, update
from phoihop.tasks.views.assigning import assign_items, create, edit
from phoihop.tasks.views.detail import (
    detail,
    evidence,
    evidence_list,
    evidence_page,
    evidence_preview,
    history,
    people,
    talk,
)
from phoihop.tasks.views.exporting import export
from phoihop.tasks.views.listing import offers, task_list
from phoihop.tasks.views.programme import programme

app_name = "tasks"
urlpatterns = [
    path("", task_list, name="list"),
    path("goi-y/", offers, name="offers"),
    path("tai-ve/<slug:form>/", export, name="export"),
    path("giao/", create, name="create"),
    path("giao/nguoi-phu-trach/", people, name="people"),
    path("chuong-trinh/<int:pk>/", programme, name="programme"),
    path("chuong-trinh/<int:pk>/giao/", assign_items, name="assign_items"),
    path("<int:pk>/", detail, name="detail"),
    path("<int:pk>/minh-chung/", evidence_list, name="evidence_list"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/", evidence, name="evidence"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/xem/", evidence_preview, name="evidence_preview"),
    path(
        "<int:pk>/minh-chung/<int:evidence_pk>/trang/<int:number>.png",
        evidence_page,
        name="evidence_page",
    ),
    path("<int:pk>/trao-doi/", talk, name="talk"),
    path("<int:pk>/lich-su/", history, name="history"),
    path("<int:pk>/sua/", edit, name="edit"),
    path("<int:pk>/cap-nhat/", update, name="update"),
    path("<int:pk>/tiep-nhan/", act_view("accept"), name="accept"),
    path("<int:pk>/gui-ket-qua/", act_view("submit"), name="submit"),
    path("<int:pk>/thu-lai-ket-qua/", act_view("take_back"), name="take_back"),
    path("<int:pk>/xac-nhan/", act_view("confirm"), name="confirm"),
    path("<int:pk>/tra-lai/", act_view("return"), name="return"),
    path("<int:pk>/tam-dung/", act_view("suspend"), name="suspend"),
    path("<int:pk>/tiep-tuc/", act_view("resume"), name="resume"),
    path("<int:pk>/thu-hoi/", act_view("withdraw"), name="withdraw"),
    path("<int:pk>/nguoi-phu-trach/", act_view("person"), name="person"),
]
