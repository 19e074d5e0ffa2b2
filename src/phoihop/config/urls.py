"""Every address of the program. Paths are Vietnamese without accents, as users read them."""

from django.urls import include, path
from django.views.i18n import set_language

from phoihop.ui.audience import audience

urlpatterns = [
    path("", include("phoihop.workspace.urls")),
    path("nhiem-vu/", include("phoihop.lists.urls")),
    path("nhiem-vu/", include("phoihop.tasks.urls")),
    path("giai-doan/", include("phoihop.terms.urls")),
    path("danh-gia/", include("phoihop.scoring.urls")),
    path("phoi-hop/", include("phoihop.agreements.urls")),
    path("van-ban/", include("phoihop.documents.urls")),
    path("van-ban-den/", include("phoihop.tasks.incoming_urls")),
    path("so-ket-tong-ket/", include("phoihop.tasks.review_urls")),
    path("bieu-do/", include("phoihop.pictures.urls")),
    path("lich/", include("phoihop.calendars.urls")),
    path("ho-so/", include("phoihop.dossiers.urls")),
    path("don-doc/", include("phoihop.urging.urls")),
    path("kiem-tra/", include("phoihop.inspections.urls")),
    path("ke-thua/", include("phoihop.succession.urls")),
    path("co-quan/", include("phoihop.agencies.urls")),
    path("tai-khoan/", include("phoihop.accounts.urls")),
    path("nhap-excel/", include("phoihop.imports.urls")),
    path("thiet-lap/", include("phoihop.setup.urls")),
    path("thong-bao/", include("phoihop.inbox.urls")),
    path("giao-dien/", include("phoihop.ui.urls")),
    path("quan-tri-du-lieu/", include("phoihop.safekeeping.urls")),
    path("lich-su/", include("phoihop.audit.urls")),
    path("dang-nhap/", include("phoihop.accounts.allauth_urls")),
    path("ngon-ngu/", audience("public")(set_language), name="set_language"),
]

handler400 = "phoihop.ui.views.bad_request"
handler403 = "phoihop.ui.views.forbidden"
handler404 = "phoihop.ui.views.not_found"
handler500 = "phoihop.ui.views.server_error"
