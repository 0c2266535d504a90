from django.urls import path

from . import views

app_name = "ratings"
urlpatterns = [
    path("", views.groups, name="groups"),
    path("lap/", views.propose, name="propose"),
    path("chuyen/", views.move, name="move"),
]
