from django.urls import path

from . import people, views

app_name = "ratings"
urlpatterns = [
    path("", views.groups, name="groups"),
    path("nguoi/<int:pk>/", people.years, name="years"),
    path("diem/<int:unit>/", people.periods, name="periods"),
    path("thu/", views.trial, name="trial"),
    path("<int:pk>/ngoai-le/", views.widen, name="widen"),
    path("duyet/", views.approve, name="approve"),
    path("lap/", views.propose, name="propose"),
    path("chuyen/", views.move, name="move"),
]
