from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from thuocdo.desks.web.views import alive
from thuocdo.office.web.password import ChoosePassword
from thuocdo.ui.specimen import specimen

urlpatterns = [
    path(
        "dang-nhap/",
        LoginView.as_view(template_name="ui/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("doi-mat-khau/", ChoosePassword.as_view(), name="password"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("suc-khoe/", alive, name="alive"),
    path("nhan-su/", include("thuocdo.office.web.urls")),
    path("ke-hoach/", include("thuocdo.cycle.web.urls")),
    path("luat/", include("thuocdo.cycle.web.law_urls")),
    path("nhom/", include("thuocdo.ratings.web.urls")),
    path("kiem-diem/", include("thuocdo.reviews.web.urls")),
    path("phieu/", include("thuocdo.ballots.web.urls")),
    path("hop/", include("thuocdo.meetings.web.urls")),
    path("van-ban/", include("thuocdo.papers.web.urls")),
    path("so-lieu/", include("thuocdo.figures.web.urls")),
    path("du-thao/", include("thuocdo.drafting.web.urls")),
    path("vuong-mac/", include("thuocdo.difficulties.web.urls")),
    path("hoi-y/", include("thuocdo.consultation.web.urls")),
    path("ho-so/", include("thuocdo.dossiers.web.urls")),
    path("xep-loai/", include("thuocdo.decisions.web.urls")),
    path("hoi-nghi-chu-chot/", include("thuocdo.conferences.web.urls")),
    path("", include("thuocdo.desks.web.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("dev/specimen/", specimen))

handler400 = "thuocdo.ui.errors.bad_request"
handler403 = "thuocdo.ui.errors.permission_denied"
handler404 = "thuocdo.ui.errors.not_found"
handler500 = "thuocdo.ui.errors.server_error"
