from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.views.generic import TemplateView

from thuocdo.desks.web.views import alive, desk, explain_missing, set_language

urlpatterns = [
    path("", desk, name="desk"),
    path("dang-nhap/", LoginView.as_view(template_name="ui/login.html", redirect_authenticated_user=True), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("suc-khoe/", alive, name="alive"),
    path("ban/", include("thuocdo.desks.web.urls")),
    path("nhan-su/", include("thuocdo.office.web.urls")),
    path("ke-hoach/", include("thuocdo.cycle.web.urls")),
    path("nhom/", include("thuocdo.ratings.web.urls")),
    path("kiem-diem/", include("thuocdo.reviews.web.urls")),
    path("hop/", include("thuocdo.meetings.web.urls")),
    path("ho-so/", include("thuocdo.dossiers.web.urls")),
]
