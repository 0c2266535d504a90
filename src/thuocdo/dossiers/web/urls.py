from django.urls import path

from . import views

app_name = "dossiers"
urlpatterns = [
    path("don-vi/<int:unit>/", views.show, name="show"),
    path("don-vi/<int:unit>/gui/", views.give, name="hand_over"),
    path("don-vi/<int:unit>/tiep-nhan/", views.accept, name="accept"),
    path("don-vi/<int:unit>/tra-lai/", views.give_back, name="return"),
    path("don-vi/<int:unit>/bia.<str:extension>", views.cover, name="cover"),
    path("van-ban/<int:pk>.<str:extension>", views.paper, name="paper"),
]
