from django.urls import path

from . import comments, drafts, writing

app_name = "drafting"
urlpatterns = [
    path("", drafts.listing, name="list"),
    path("mo/<slug:kind>/", drafts.begin, name="open"),
    path("<int:pk>/", drafts.show, name="show"),
    path("<int:pk>/giao/", drafts.assign, name="assign"),
    path("<int:pk>/xin-y-kien/", drafts.ask, name="ask"),
    path("xin-y-kien/<int:pk>/rut/", drafts.withdraw, name="withdraw_request"),
    path("<int:pk>/ket-thuc/", drafts.close, name="close"),
    path("<int:pk>/mo-lai/", drafts.reopen, name="reopen"),
    path("<int:pk>/bao-cao.<str:extension>", drafts.paper, name="paper"),
    path("muc/<int:pk>/", writing.section, name="section"),
    path("muc/<int:pk>/luu/", writing.save, name="save"),
    path("muc/<int:pk>/gui/", writing.give, name="give"),
    path("muc/<int:pk>/so-lieu/", writing.take, name="figures"),
    path("muc/<int:pk>/so-sanh/", writing.compared, name="compare"),
    path("muc/<int:pk>/gop-y/", comments.say, name="comment"),
    path("gop-y/<int:pk>/rut/", comments.withdraw, name="withdraw_comment"),
    path("gop-y/<int:pk>/tra-loi/", comments.answer, name="answer"),
    path("xin-y-kien/<int:pk>/xong/", comments.finish, name="finish"),
    path("<int:pk>/tong-hop/", comments.summary, name="summary"),
    path("<int:pk>/tong-hop.<str:extension>", comments.paper, name="summary_paper"),
]
