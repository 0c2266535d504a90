from django.urls import path

from . import lot, views

app_name = "reviews"
urlpatterns = [
    path("phat-mau/", views.call, name="call"),
    path("tai-ve/", lot.take_away, name="take_away"),
    path("goi-y/<int:unit>/", views.prompts, name="prompts"),
    path("goi-y/<int:unit>/gui/", views.send, name="send_prompts"),
    path("goi-y/<int:unit>/van-ban.<str:extension>", views.prompts_paper, name="prompts_paper"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/luu/", views.save, name="save"),
    path("<int:pk>/nop/", views.submit, name="submit"),
    path("<int:pk>/hoan-thien/", views.complete, name="complete"),
    path("<int:pk>/tra-lai/", views.give_back, name="return"),
    path("<int:pk>/mien/", views.excuse, name="excuse"),
    path("<int:pk>/chuyen-don-vi/", views.reroute, name="reroute"),
    path("<int:pk>/gop-y/<int:point>/", views.take_up, name="take_up"),
    path("<int:pk>/minh-chung/", views.attach, name="attach"),
    path("<int:pk>/minh-chung/<int:evidence>/", views.evidence, name="evidence"),
    path("<int:pk>/minh-chung/<int:evidence>/bo/", views.detach, name="detach"),
    path("<int:pk>/van-ban.<str:extension>", views.paper, name="paper"),
    path("<int:pk>/phien-ban/<int:version>/", views.version, name="version"),
]
