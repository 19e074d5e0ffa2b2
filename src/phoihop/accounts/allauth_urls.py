"""The views of allauth that are used, and no other of its doors; and the one for one-time codes."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView

from phoihop.accounts import code_views
from phoihop.ui.audience import audience

security_page = RedirectView.as_view(pattern_name="accounts:security")

urlpatterns = [
    path("", audience("public")(account.login), name="account_login"),
    path("thoat/", audience("public")(account.logout), name="account_logout"),
    path("ma-mot-lan/", code_views.use, name="account_code"),
    path("ma/", audience("public")(mfa.authenticate), name="mfa_authenticate"),
    path(
        "mat-khau/",
        audience("signed_in")(account.password_change),
        name="account_change_password",
    ),
    path(
        "xac-nhan/",
        audience("signed_in")(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path("xac-nhan/ma/", audience("signed_in")(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("hai-buoc/", audience("signed_in")(security_page), name="mfa_index"),
    path("hai-buoc/bat/", audience("signed_in")(totp.activate_totp), name="mfa_activate_totp"),
    path("hai-buoc/tat/", audience("signed_in")(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "ma-du-phong/",
        audience("signed_in")(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "ma-du-phong/tao-moi/",
        audience("signed_in")(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
