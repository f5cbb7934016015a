from django.urls import path

from . import views

app_name = "staff_exports"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/", views.ask_results, name="ask"),
    path("microdata/<int:wave>/", views.microdata, name="microdata"),
    path("<int:pk>/", views.download, name="download"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
