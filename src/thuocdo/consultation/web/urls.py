from django.urls import path

from . import before, views

app_name = "consultation"
urlpatterns = [
    path("", views.board, name="board"),
    path("man-hinh/", views.projector, name="projector"),
    path("the/<int:subject>/", views.card, name="card"),
    path("the/<int:subject>/chuyen/", views.move, name="move"),
    path("the/<int:subject>/y-kien/", views.opinion, name="opinion"),
    path("y-kien/<int:pk>/bo/", views.strike, name="strike"),
    path("thanh-phan/", before.people, name="people"),
    path("tao/", before.call, name="call"),
    path("thanh-phan/them/", before.seat, name="seat"),
    path("thanh-phan/<int:pk>/bo/", before.unseat, name="unseat"),
    path("diem-danh/", before.mark, name="mark"),
    path("bat-dau/", before.begin, name="open"),
    path("ket-luan/", before.minutes, name="minutes"),
    path("ket-luan/ghi/", before.close, name="close"),
    path("mo-lai/", before.reopen, name="reopen"),
    path("bien-ban.<str:extension>", before.paper, name="paper"),
]
