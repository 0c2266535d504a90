from django.urls import path

from . import views

app_name = "cycle"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("mo-nam/", views.open_year, name="open"),
    path("buoc/<slug:key>/", views.step, name="step"),
    path("buoc/<slug:key>/doi-han/", views.change, name="change_due"),
    path("buoc/<slug:key>/gia-han/", views.extend, name="extend"),
    path("buoc/<slug:key>/khoa/", views.close, name="close_step"),
    path("buoc/<slug:key>/mo/", views.reopen, name="reopen_step"),
    path("buoc/<slug:key>/nhac/", views.send_reminders, name="remind"),
]
