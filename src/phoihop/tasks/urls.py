"""Addresses of this room."""

from django.urls import path

from phoihop.tasks.views.acts import act_view, update
from phoihop.tasks.views.asking import ASKING
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
from phoihop.tasks.views.parts import assign_part, change_lead, contribution
from phoihop.tasks.views.programme import programme
from phoihop.tasks.views.recurring import (
    recurring_add,
    recurring_detail,
    recurring_list,
    recurring_stop,
)

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
    path("<int:pk>/gia-han/", act_view("extend", ASKING), name="extend"),
    path("<int:pk>/gia-han/rut-lai/", act_view("extend_back", ASKING), name="extend_back"),
    path("<int:pk>/gia-han/dong-y/", act_view("extend_yes", ASKING), name="extend_yes"),
    path("<int:pk>/gia-han/khong-dong-y/", act_view("extend_no", ASKING), name="extend_no"),
    path("<int:pk>/doi-han/", act_view("move_due", ASKING), name="move_due"),
    path("<int:pk>/giai-trinh/", act_view("explain", ASKING), name="explain"),
    path("<int:pk>/giai-trinh/tra-loi/", act_view("explain_answer", ASKING), name="explain_answer"),
    path("<int:pk>/giai-trinh/huy/", act_view("explain_cancel", ASKING), name="explain_cancel"),
    path("<int:pk>/phan-viec/giao/", assign_part, name="part"),
    path("<int:pk>/co-quan-chu-tri/", change_lead, name="lead"),
    path("<int:pk>/phoi-hop/mo-lai/", act_view("reopen_part", ASKING), name="reopen_part"),
    path("<int:pk>/phoi-hop/<int:agency_pk>/", contribution, name="contribution"),
    path("theo-ky/", recurring_list, name="recurring"),
    path("theo-ky/lap/", recurring_add, name="recurring_add"),
    path("theo-ky/<int:pk>/", recurring_detail, name="recurring_detail"),
    path("theo-ky/<int:pk>/dung/", recurring_stop, name="recurring_stop"),
]
