"""Addresses of this room."""

from django.urls import path

from phoihop.safekeeping.views import backups, jobs

app_name = "safekeeping"
urlpatterns = [
    path("sao-luu/", backups.backups, name="backups"),
    path("cong-viec/", jobs.job_list, name="jobs"),
    path("cong-viec/<int:pk>/", jobs.job_detail, name="job"),
    path("cong-viec/<int:pk>/lam-lai/", jobs.job_retry, name="job_retry"),
]
