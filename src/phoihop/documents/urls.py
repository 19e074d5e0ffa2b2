"""Addresses of this room."""

from django.urls import path

from phoihop.documents import (
    entry_views,
    instruct_views,
    link_views,
    milestone_views,
    number_views,
    views,
)

app_name = "documents"
urlpatterns = [
    path("", views.register_list, name="list"),
    path("dang-ky/", entry_views.create, name="create"),
    path("noi-nhan/", entry_views.recipients, name="recipients"),
    path("so-van-ban/", number_views.series_list, name="series"),
    path("so-van-ban/so-den/", number_views.arrivals, name="arrivals"),
    path("so-van-ban/<int:pk>/so-cuoi/", number_views.continue_run, name="continue_series"),
    path("dan-chieu-mo/", link_views.open_citations, name="open_citations"),
    path("moc-theo-loai/", milestone_views.rules, name="milestone_rules"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/moc/them/", milestone_views.add, name="add_milestone"),
    path("<int:pk>/moc/<int:milestone_pk>/", milestone_views.milestone, name="milestone"),
    path(
        "<int:pk>/moc/<int:milestone_pk>/doi-ngay/",
        milestone_views.act_view("move"),
        name="move_milestone",
    ),
    path(
        "<int:pk>/moc/<int:milestone_pk>/khep/",
        milestone_views.act_view("close"),
        name="close_milestone",
    ),
    path(
        "<int:pk>/moc/<int:milestone_pk>/khong-to-chuc/",
        milestone_views.act_view("drop"),
        name="drop_milestone",
    ),
    path(
        "<int:pk>/moc/<int:milestone_pk>/mo-lai/",
        milestone_views.undo_view("reopen"),
        name="reopen_milestone",
    ),
    path(
        "<int:pk>/moc/<int:milestone_pk>/to-chuc-lai/",
        milestone_views.undo_view("take_up"),
        name="take_up_milestone",
    ),
    path("<int:pk>/trao-doi/", views.talk, name="talk"),
    path("<int:pk>/lich-su/", views.history, name="history"),
    path("<int:pk>/sua/", entry_views.edit, name="edit"),
    path("<int:pk>/an/", entry_views.hide, name="hide"),
    path("<int:pk>/hien-lai/", entry_views.unhide, name="unhide"),
    path("<int:pk>/but-phe/", instruct_views.give, name="instruct"),
    path("<int:pk>/ban-hanh/", number_views.issue, name="issue"),
    path("<int:pk>/tep/", link_views.add_file, name="add_file"),
    path("<int:pk>/tep/<int:file_pk>/", views.file, name="file"),
    path("<int:pk>/tep/<int:file_pk>/xem/", views.preview, name="preview"),
    path("<int:pk>/tep/<int:file_pk>/trang/<int:number>.png", views.page, name="page"),
    path("<int:pk>/tep/<int:file_pk>/bo/", link_views.remove_file, name="remove_file"),
    path("<int:pk>/dan-chieu/", link_views.add_citation, name="add_citation"),
    path(
        "<int:pk>/dan-chieu/<int:citation_pk>/noi/",
        link_views.resolve_citation,
        name="resolve_citation",
    ),
    path(
        "<int:pk>/dan-chieu/<int:citation_pk>/mo-lai/",
        link_views.reopen_citation,
        name="reopen_citation",
    ),
    path(
        "<int:pk>/dan-chieu/<int:citation_pk>/khong-co/",
        link_views.mark_absent,
        name="mark_absent",
    ),
    path(
        "<int:pk>/dan-chieu/<int:citation_pk>/bo/",
        link_views.remove_citation,
        name="remove_citation",
    ),
]
