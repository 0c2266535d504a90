from django.urls import include, path

from . import views

pages = [
    path("don-vi/<int:unit>/", views.unit, name="unit"),
    path("don-vi/<int:unit>/vi-sao/<int:pk>/", views.why, name="why"),
    path("toan-co-quan/", views.wall, name="wall"),
]
urlpatterns = [path("", views.desk, name="desk"), path("ban/", include((pages, "desks")))]
