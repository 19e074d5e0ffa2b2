"""Addresses of this room."""

from django.urls import path

from phoihop.inspections.views import acts, findings, plans

app_name = "inspections"
urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("lap/", plans.create, name="create"),
    path("ket-luan/", findings.about_us, name="about_us"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/sua/", plans.edit, name="edit"),
    path("<int:pk>/lich-su/", plans.history, name="history"),
    path("<int:pk>/them-cuoc/", acts.add_check, name="add_check"),
    path("<int:pk>/ket-thuc/", acts.conclude, name="conclude"),
    path("cuoc/<int:pk>/ket-qua/", acts.visit, name="visit"),
    path("cuoc/<int:pk>/sua-ket-qua/", acts.correct_visit, name="correct_visit"),
    path("cuoc/<int:pk>/huy/", acts.call_off, name="call_off"),
    path("cuoc/<int:pk>/phat-hien/", findings.add, name="add_finding"),
    path("cuoc/<int:pk>/gui/", acts.send, name="send"),
    path("phat-hien/<int:pk>/", findings.finding, name="finding"),
    path("phat-hien/<int:pk>/sua/", findings.change, name="change_finding"),
    path("phat-hien/<int:pk>/xoa/", findings.remove, name="remove_finding"),
    path("phat-hien/<int:pk>/nhiem-vu/", findings.task, name="finding_task"),
    path("phat-hien/<int:pk>/tep/<int:file_pk>/", findings.file, name="finding_file"),
]
