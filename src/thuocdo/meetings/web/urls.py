from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("don-vi/<int:unit>/", views.call, name="call"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/diem-danh/", views.attendance, name="attendance"),
    path("<int:pk>/moi/", views.invite, name="invite"),
    path("<int:pk>/thoi-moi/<int:seat>/", views.uninvite, name="uninvite"),
    path("<int:pk>/bat-dau/", views.begin, name="open"),
    path("<int:pk>/thu-ky/", views.secretary, name="secretary"),
    path("<int:pk>/muc/<int:item>/", views.item, name="item"),
    path("<int:pk>/muc/<int:item>/bat-dau/", views.start, name="start"),
    path("<int:pk>/muc/<int:item>/chu-tri/", views.chair, name="chair"),
    path("<int:pk>/muc/<int:item>/y-kien/", views.remark, name="remark"),
    path("<int:pk>/muc/<int:item>/y-kien/<int:remark>/", views.correct, name="correct"),
    path("<int:pk>/muc/<int:item>/noi-dung/", views.point, name="point"),
    path("<int:pk>/muc/<int:item>/noi-dung/<int:point>/bo/", views.withdraw_point, name="withdraw_point"),
    path("<int:pk>/muc/<int:item>/ket-luan/", views.conclude, name="conclude"),
    path("<int:pk>/muc/<int:item>/han-che/", views.shortcoming, name="shortcoming"),
    path("<int:pk>/muc/<int:item>/han-che/<int:named>/bo/", views.withdraw, name="withdraw"),
    path("<int:pk>/muc/<int:item>/phieu/", views.ballot, name="ballot"),
    path("<int:pk>/muc/<int:item>/kiem-lai/", views.count_again, name="recount"),
    path("<int:pk>/bien-ban/", views.minutes, name="minutes"),
    path("<int:pk>/thong-qua/", views.adopt, name="adopt"),
    path("<int:pk>/sua-bien-ban/", views.correct_again, name="correct_minutes"),
    path("<int:pk>/ket-thuc/", views.close, name="close"),
    path("<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("<int:pk>/man-hinh/", views.projector, name="projector"),
    path("<int:pk>/bao-cao.<str:extension>", views.report, name="report"),
    path("<int:pk>/<slug:kind>.<str:extension>", views.paper, name="paper"),
]
