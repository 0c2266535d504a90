from django.urls import path

from . import views

app_name = "figures"
urlpatterns = [
    path("", views.together, name="all"),
    path("de-nghi/", views.ask, name="request"),
    path("don-vi/<int:unit>/", views.part, name="part"),
    path("don-vi/<int:unit>/gui/", views.send, name="send"),
    path("don-vi/<int:unit>/tra-lai/", views.give_back, name="return"),
    path("du-thao.<str:extension>", views.draft, name="draft"),
]
