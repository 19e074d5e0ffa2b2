"""Addresses of this room."""

from django.urls import path

from phoihop.setup.views import first, holidays, look, steps

app_name = "setup"
urlpatterns = [
    path("", steps.home, name="home"),
    path("bat-dau/", first.begin, name="begin"),
    path("bat-dau/co-quan/", first.found, name="found"),
    path("mau.css", look.colours_css, name="colours"),
    path("bieu-trung/", look.emblem_file, name="emblem_file"),
    path("co-quan/", steps.office, name="office"),
    path("dien-mao/", look.look, name="look"),
    path("dien-mao/mau/", look.colour, name="colour"),
    path("dien-mao/bieu-trung/", look.emblem, name="emblem"),
    path("so-van-ban/", steps.series, name="series"),
    path("ngay-nghi/", holidays.this_year, name="holidays_now"),
    path("ngay-nghi/<int:year>/", holidays.year, name="holidays"),
    path("ngay-nghi/<int:year>/xac-nhan/", holidays.confirm, name="holidays_confirm"),
    path("ngay-nghi/<int:year>/them/", holidays.add, name="holiday_add"),
    path("ngay-nghi/<int:year>/doi/", holidays.swap, name="holiday_swap"),
    path("ngay-nghi/<int:year>/bo/", holidays.remove, name="holiday_remove"),
    path("ngay-nghi/<int:year>/lay-lai/", holidays.take_back, name="holiday_take_back"),
    path("de-sau/<slug:key>/", steps.put_aside, name="put_aside"),
    path("lay-lai/<slug:key>/", steps.take_up, name="take_up"),
]
