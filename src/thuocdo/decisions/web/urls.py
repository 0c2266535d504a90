from django.urls import path

from . import notices, views

app_name = "decisions"
urlpatterns = [
    path("quyet-dinh/", views.board, name="board"),
    path("quyet-dinh/ghi/", views.decide, name="decide"),
    path("quyet-dinh/theo-de-nghi/", views.accept, name="accept"),
    path("quyet-dinh/ban-hanh/", views.issue, name="issue"),
    path("quyet-dinh/du-thao.<str:extension>", views.draft, name="draft"),
    path("quyet-dinh/lai/<int:pk>/", views.re_rate, name="re_rate"),
    path("danh-hieu/", views.titles, name="titles"),
    path("ket-qua/", notices.published, name="published"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/van-ban/", notices.papers, name="notice_papers"),
    path("thong-bao/<int:pk>/", notices.notice, name="notice"),
    path("thong-bao/<int:pk>/da-doc/", notices.confirm, name="confirm"),
    path("thong-bao/<int:pk>/kien-nghi/", notices.petition, name="petition"),
    path("kien-nghi/", notices.petitions, name="petitions"),
    path("kien-nghi/<int:pk>/", notices.answer, name="answer"),
]
