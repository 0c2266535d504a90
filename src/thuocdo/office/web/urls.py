from django.urls import path

from . import people, views

app_name = "office"
urlpatterns = [
    path("", views.people, name="people"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/nghi/", people.absence, name="absence"),
    path("<int:pk>/nghi/<int:absence>/bo/", people.strike, name="strike_absence"),
    path("<int:pk>/ky-luat/", people.discipline, name="discipline"),
    path("<int:pk>/tai-khoan/", people.login, name="login"),
    path("tai-khoan/", people.logins, name="logins"),
    path("don-vi/<int:unit>/", people.unit, name="unit"),
    path("don-vi/<int:unit>/cu-nguoi-thay/", people.stand_in, name="stand_in"),
    path("don-vi/<int:unit>/thoi-thay/<int:pk>/", people.end, name="end_stand_in"),
    path("don-vi/<int:unit>/phu-trach/", people.charge, name="charge"),
    path("nhap/", views.start_import, name="import"),
    path("nhap/mau/", views.template, name="template"),
    path("nhap/xem-thu/", views.preview, name="preview"),
    path("nhap/ghi/", views.confirm, name="confirm"),
    path("nhap/<int:pk>/", views.imported, name="imported"),
    path("nhap/<int:pk>/hoan-tac/", views.undo, name="undo"),
]
