"""Addresses of the bare view and of the plain pages."""

from django.urls import path

from bench.plain import (
    agencies,
    agreement,
    bare,
    board,
    briefing,
    counts,
    following,
    heat,
    history,
    home,
    inspections,
    listing,
    month,
    pictures,
    programme,
    reviews,
    search,
    task,
    term,
    update,
    week,
)

app_name = "bench"
urlpatterns = [
    path("bare/<int:size>/", bare.bare, name="bare"),
    path("plain/briefing/", briefing.briefing, name="briefing"),
    path("plain/home/", home.home, name="home"),
    path("plain/tasks/", listing.task_list, name="list"),
    path("plain/tasks/month/", month.month, name="month"),
    path("plain/tasks/board/", board.board, name="board"),
    path("plain/tasks/counts/", counts.counts, name="counts"),
    path("plain/programme/<int:pk>/", programme.programme, name="programme"),
    path("plain/search/", search.search, name="search"),
    path("plain/tasks/<int:pk>/update/", update.update, name="update"),
    path("plain/tasks/<int:pk>/", task.task, name="task"),
    path("plain/tasks/<int:pk>/history/", history.history, name="task_history"),
    path("plain/agencies/", agencies.agencies, name="agencies"),
    path("plain/reviews/", reviews.reviews, name="reviews"),
    path("plain/week/", week.week, name="week"),
    path("plain/inspections/", inspections.inspections, name="inspections"),
    path("plain/pictures/", pictures.pictures, name="pictures"),
    path("plain/pictures/<int:pk>/", heat.heat, name="heat"),
    path("plain/term/<int:pk>/", term.term, name="term"),
    path("plain/agreement/<int:pk>/", agreement.agreement, name="agreement"),
    *following.addresses,
]
