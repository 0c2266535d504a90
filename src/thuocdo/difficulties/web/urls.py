from django.urls import path

from . import views

app_name = "difficulties"
urlpatterns = [
    path("", views.listing, name="list"),
    path("neu/", views.ask, name="raise"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/chuyen/", views.forward, name="forward"),
    path("<int:pk>/tra-loi/", views.answer, name="answer"),
    path("<int:pk>/huong-dan/", views.guide, name="guide"),
    path("<int:pk>/cong-van.<str:extension>", views.letter, name="letter"),
]
