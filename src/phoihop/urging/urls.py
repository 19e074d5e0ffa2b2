"""Addresses of this room."""

from django.urls import path

from phoihop.urging.views import letters, mails, own, settings, urge

app_name = "urging"
urlpatterns = [
    path("thiet-lap/", settings.settings, name="settings"),
    path("thu/", mails.mail_list, name="mails"),
    path("thu/<int:pk>/gui-lai/", mails.again, name="mail_again"),
    path("thu-cua-toi/", own.own_mails, name="own_mails"),
    path("thu-cua-toi/<int:pk>/", own.own_mail, name="own_mail"),
    path("bot-thu/<str:token>/", own.unsubscribe, name="unsubscribe"),
    path("cong-van/soan/", letters.draft, name="draft"),
    path("cong-van/<int:pk>/", letters.letter, name="letter"),
    path("nhiem-vu/<int:pk>/", urge.urge, name="urge"),
]
