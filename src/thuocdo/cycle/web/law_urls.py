from django.urls import path

from . import law

app_name = "law"
urlpatterns = [
    path("", law.book, name="book"),
    path("quy-tac/<path:key>/", law.rule, name="rule"),
    path("mau/<path:key>/", law.form, name="form"),
    path("van-ban/<slug:key>/", law.act, name="act"),
    path("chua-doi-chieu/", law.unchecked, name="unchecked"),
    path("doi-chieu/", law.confirm, name="confirm"),
    path("doi-chieu/<int:pk>/rut/", law.withdraw, name="withdraw"),
]
