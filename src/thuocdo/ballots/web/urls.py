from django.urls import path

from . import views

app_name = "ballots"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/bo-phieu/", views.vote, name="vote"),
    path("<int:pk>/hom-phieu/", views.cast, name="cast"),
    path("<int:pk>/cau-hoi.json", views.election, name="election"),
    path("<int:pk>/bang.json", views.board, name="board"),
    path("<int:pk>/kho-phieu.bel", views.archive, name="archive"),
    path("<int:pk>/khoa/", views.key, name="key"),
    path("<int:pk>/khoa/tinh-trang.json", views.key_state, name="key_state"),
    path("<int:pk>/khoa/<slug:part>/", views.key_part, name="key_part"),
    path("<int:pk>/kiem-phieu/", views.sheet, name="sheet"),
    path("<int:pk>/van-ban/", views.written, name="written"),
    path("<int:pk>/phieu.pdf", views.slip, name="slip"),
    path("<int:pk>/bien-ban.<str:extension>", views.minutes, name="minutes"),
    path("<int:pk>/tao-lai-khoa/", views.begin_again, name="begin_again"),
    path("<int:pk>/niem-phong/", views.freeze, name="freeze"),
    path("<int:pk>/mo/", views.open_now, name="open"),
    path("<int:pk>/dong/", views.close, name="close"),
    path("<int:pk>/bo-phieu-them/", views.extend, name="extend"),
    path("<int:pk>/ket-qua/", views.seal, name="seal"),
    path("<int:pk>/huy/", views.void, name="void"),
    path("<int:pk>/kiem-lai/", views.count_again, name="recount"),
]
