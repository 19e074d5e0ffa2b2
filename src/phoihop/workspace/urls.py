"""Addresses of the workspace."""

from django.urls import path

from phoihop.workspace.views import (
    find,
    guide,
    home,
    inbox,
    intake,
    intake_batches,
    intake_counts,
    intake_facts,
    intake_further,
    leaving,
    redactions,
)

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("truoc-giao-ban/", home.briefing, name="briefing"),
    path("cho-toi/", inbox.inbox, name="inbox"),
    path("cho-toi/xac-nhan/", inbox.waiting, name="waiting"),
    path("tim/", find.search, name="search"),
    path("tim/luu/", find.save, name="search_save"),
    path("tim/da-luu/", find.saved_list, name="saved_searches"),
    path("tim/da-luu/<int:pk>/xoa/", find.forget, name="search_forget"),
    path("tim/da-luu/<int:pk>/bao/", find.tell, name="search_tell"),
    path("huong-dan/", guide.index, name="guide"),
    path("lam-quen/", guide.tour, name="tour"),
    path("lam-quen/xong/", guide.finish_tour, name="tour_end"),
    path("huong-dan/<slug:slug>/", guide.page, name="guide_page"),
    path("ban-giao/<int:pk>/", leaving.of_member, name="hand_over"),
    path("ban-giao/chuc-vu/<int:pk>/", leaving.of_tenure, name="hand_over_office"),
    path("quan-tri-du-lieu/go-noi-dung/", redactions.redaction_list, name="redactions"),
    path("quan-tri-du-lieu/go-noi-dung/<int:pk>/", redactions.redaction_detail, name="redaction"),
    path(
        "quan-tri-du-lieu/go-noi-dung/<int:pk>/go/",
        redactions.redaction_confirm,
        name="redaction_confirm",
    ),
    path(
        "quan-tri-du-lieu/go-noi-dung/<int:pk>/thoi/",
        redactions.redaction_drop,
        name="redaction_drop",
    ),
    path("nhap-van-ban/", intake.intake, name="intake"),
    path("nhap-van-ban/lo/<int:pk>/", intake_batches.intake_batch, name="intake_batch"),
    path(
        "nhap-van-ban/lo/<int:pk>/dung/",
        intake_batches.intake_batch_stop,
        name="intake_batch_stop",
    ),
    path(
        "nhap-van-ban/lo/<int:pk>/doc-lai/",
        intake_batches.intake_batch_again,
        name="intake_batch_again",
    ),
    path("nhap-van-ban/so-lieu/", intake_counts.intake_tallies, name="intake_tallies"),
    path("nhap-van-ban/<int:pk>/xuat/", intake_counts.intake_export, name="intake_export"),
    path("nhap-van-ban/<int:pk>/", intake.intake_detail, name="intake_detail"),
    path("nhap-van-ban/<int:pk>/tep/", intake.intake_file, name="intake_file"),
    path("nhap-van-ban/<int:pk>/nhan/", intake.intake_accept_sure, name="intake_accept_sure"),
    path("nhap-van-ban/<int:pk>/hoan-tac/", intake.intake_undo, name="intake_undo"),
    path("nhap-van-ban/<int:pk>/tao/", intake.intake_confirm, name="intake_confirm"),
    path("nhap-van-ban/<int:pk>/cat/", intake.intake_discard, name="intake_discard"),
    path("nhap-van-ban/<int:pk>/<int:number>/", intake_facts.intake_fact, name="intake_fact"),
    path(
        "nhap-van-ban/<int:pk>/nhan-het/",
        intake_further.intake_accept_rest,
        name="intake_accept_rest",
    ),
    path(
        "nhap-van-ban/<int:pk>/lay-lai/", intake_further.intake_take_back, name="intake_take_back"
    ),
    path(
        "nhap-van-ban/<int:pk>/<int:number>/giao/", intake_further.intake_task, name="intake_task"
    ),
    path(
        "nhap-van-ban/<int:pk>/<int:number>/gac/",
        intake_further.intake_task_turn,
        name="intake_task_turn",
    ),
    path("nhap-van-ban/<int:pk>/<int:number>/sua/", intake_facts.intake_edit, name="intake_edit"),
    path("nhap-van-ban/<int:pk>/<int:number>/noi/", intake_facts.intake_link, name="intake_link"),
]
