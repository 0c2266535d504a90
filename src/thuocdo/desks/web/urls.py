from django.urls import include, path

from . import views

pages = [
    path("don-vi/<int:unit>/", views.unit, name="unit"),
    path("toan-co-quan/", views.wall, name="wall"),
]
urlpatterns = [path("", views.desk, name="desk"), path("ban/", include((pages, "desks")))]
