from django.urls import path

from . import composing, gallery, register, rewording, signing, word

app_name = "papers"
urlpatterns = [
    path("", register.listed, name="register"),
    path("ke-hoach/", register.plan, name="plan"),
    path("<int:pk>/", register.paper, name="paper"),
    path("<int:pk>/cap-so/", register.draw, name="draw"),
    path("<int:pk>/tep.<str:extension>", register.issued_file, name="issued_file"),
    path("<int:pk>/ky/", signing.sign, name="sign"),
    path("<int:pk>/ky-bang-thiet-bi/", signing.by_token, name="sign_by_token"),
    path("<int:pk>/nhan-ban-ky/", signing.hand_back, name="hand_back"),
    path("ban-ky/<int:pk>/tep.pdf", signing.signed_file, name="signed_file"),
    path("kiem-tra/", signing.verify, name="verify"),
    path("so/<int:pk>/huy/", register.cancel, name="cancel"),
    path("so/<int:pk>/tep.<str:extension>", register.numbered_file, name="numbered_file"),
    path("lap/", composing.kinds, name="kinds"),
    path("lap/<slug:kind>/", composing.begin, name="begin"),
    path("<int:pk>/lap-lai/", composing.begin_again, name="begin_again"),
    path("du-thao/<int:pk>/", composing.draft, name="draft"),
    path("du-thao/<int:pk>/bang/<str:name>/", composing.draft_table, name="draft_table"),
    path("du-thao/<int:pk>/tep.<str:extension>", composing.draft_file, name="draft_file"),
    path("du-thao/<int:pk>/bo/", composing.drop_draft, name="drop_draft"),
    path("mau/", gallery.listed, name="gallery"),
    path("mau/<slug:stem>/", gallery.specimen, name="specimen"),
    path("mau/<slug:stem>/loi-van/", rewording.reword, name="reword"),
    path("mau/<slug:stem>/mau-word/", word.templates, name="word"),
    path("mau/<slug:stem>/mau-word/vi-du.docx", word.example, name="word_example"),
    path("mau-word/<int:pk>/", word.look, name="word_look"),
    path("mau-word/<int:pk>/dung/", word.adopt, name="word_adopt"),
    path("mau-word/<int:pk>/thoi-dung/", word.withdraw, name="word_withdraw"),
    path("mau-word/<int:pk>/<str:part>.docx", word.file, name="word_file"),
    path("mau/<slug:stem>/tep.<str:extension>", gallery.specimen_file, name="specimen_file"),
    path("mau/<slug:stem>/trang-<int:page>.png", gallery.picture, name="picture"),
]
