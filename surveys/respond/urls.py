"""Everything under /a/. Access logs mask what follows it (mik_site.logs)."""

from django.urls import path, re_path

from . import after, entry
from .screen import answering
from .unsubscribe import unsubscribe
from .wizard import Answering

app_name = "respond"

_page = answering(Answering.as_view(url_name="respond:page", done_step_name="review"))

urlpatterns = [
    path("", answering(entry.enter), name="enter"),
    path("link/", answering(entry.link), name="link"),
    path("receipt/", answering(entry.receipt), name="receipt"),
    path("<str:token>/", _page, name="start"),
    path("<str:token>/concern/", answering(entry.concern), name="concern"),
    path("<str:token>/later/", answering(entry.later), name="later"),
    path("<str:token>/unsubscribe/", answering(unsubscribe), name="unsubscribe"),
    path("<str:token>/after/", answering(after.after), name="after"),
    path("<str:token>/after/thanks/", answering(after.after_thanks), name="after_thanks"),
    path("<str:token>/another/", answering(entry.another), name="another"),
    path("<str:token>/again/", answering(entry.take_back), name="take_back"),
    re_path(r"^(?P<token>[^/]+)/(?P<step>[0-9]{1,4}|review)/$", _page, name="page"),
]
