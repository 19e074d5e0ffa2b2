"""The views of allauth that are used, and no other of its doors; and the one for one-time codes."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView

from phoihop.accounts import code_views, door_views, recovery_views, step_views
from phoihop.ui.audience import audience

security_page = RedirectView.as_view(pattern_name="accounts:security")

urlpatterns = [
    path("", door_views.log_in, name="account_login"),
    path("thoat/", audience("public")(account.logout), name="account_logout"),
    path("ma-mot-lan/", code_views.use, name="account_code"),
    path("ma/", door_views.second_step, name="mfa_authenticate"),
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
    path("khoa/", door_views.log_in_by_passkey, name="mfa_login_webauthn"),
    path("khoa/them/", door_views.add_passkey, name="mfa_add_webauthn"),
    path("xac-nhan/khoa/", door_views.again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("xac-nhan/ma/", audience("signed_in")(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("hai-buoc/", audience("signed_in")(security_page), name="mfa_index"),
    path("hai-buoc/bat/", audience("signed_in")(totp.activate_totp), name="mfa_activate_totp"),
    path("hai-buoc/tat/", step_views.remove_app, name="mfa_deactivate_totp"),
    path("ma-du-phong/", recovery_views.show, name="mfa_view_recovery_codes"),
    path("ma-du-phong/tep/", recovery_views.download, name="mfa_download_recovery_codes"),
    path(
        "ma-du-phong/tao-moi/",
        audience("signed_in")(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
