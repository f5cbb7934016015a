from django.urls import path

from . import saved, views

app_name = "staff_explorer"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.wave, name="wave"),
    path("<int:pk>/reason/", views.reason, name="reason"),
    path("<int:pk>/save/", saved.save, name="save"),
    path("views/<int:pk>/", saved.open_view, name="view"),
    path("views/<int:pk>/rename/", saved.rename, name="rename"),
    path("views/<int:pk>/delete/", saved.delete, name="delete"),
]
