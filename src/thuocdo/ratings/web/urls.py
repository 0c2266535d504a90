from django.urls import path

from . import views

app_name = "ratings"
urlpatterns = [
    path("", views.groups, name="groups"),
    path("thu/", views.trial, name="trial"),
    path("<int:pk>/ngoai-le/", views.widen, name="widen"),
    path("lap/", views.propose, name="propose"),
    path("chuyen/", views.move, name="move"),
]
