from django.urls import path

from . import views

app_name = "office"
urlpatterns = [
    path("", views.people, name="people"),
    path("nhap/", views.start_import, name="import"),
    path("nhap/mau/", views.template, name="template"),
    path("nhap/xem-thu/", views.preview, name="preview"),
    path("nhap/ghi/", views.confirm, name="confirm"),
    path("nhap/<int:pk>/", views.imported, name="imported"),
    path("nhap/<int:pk>/hoan-tac/", views.undo, name="undo"),
]
