"""Addresses of this room."""

from django.urls import path

from phoihop.scoring.views import evaluating, figures, scale

app_name = "scoring"
urlpatterns = [
    path("thang/", scale.scale, name="scale"),
    path("thang/them/", scale.add, name="grade_add"),
    path("thang/<int:pk>/", scale.change, name="grade_change"),
    path("nhiem-vu/<int:pk>/", evaluating.evaluate, name="evaluate"),
    path("nhiem-vu/<int:pk>/khong-dong-y/", evaluating.dispute, name="dispute"),
    path("nhiem-vu/<int:pk>/tra-loi/", evaluating.answer, name="answer"),
    path("so-lieu/", figures.agencies, name="agencies"),
    path("so-lieu/<int:pk>/", figures.agency, name="agency"),
    path("xem-lai/<int:pk>/", figures.ask_again, name="ask_again"),
    path("xem-lai/<int:pk>/tra-loi/", figures.answer, name="answer_row"),
]
