from django.urls import path

from . import views

app_name = "staff_results"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.program, name="program"),
]
