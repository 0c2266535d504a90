from django.urls import path

from . import before, views

app_name = "conferences"
urlpatterns = [
    path("", views.show, name="show"),
    path("tao/", before.call, name="call"),
    path("thanh-phan/them/", before.seat, name="seat"),
    path("thanh-phan/<int:pk>/bo/", before.unseat, name="unseat"),
    path("diem-danh/", before.mark, name="mark"),
    path("bao-cao.<str:extension>", views.report, name="report"),
    path("bo-phieu/", views.hold, name="hold"),
    path("kiem-lai/", views.recount, name="recount"),
    path("ket-luan/", views.close, name="close"),
    path("mo-lai/", views.reopen, name="reopen"),
    path("bien-ban.<str:extension>", views.minutes, name="minutes"),
]
