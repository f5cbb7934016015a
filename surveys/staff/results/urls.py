from django.urls import path

from . import units, views

app_name = "staff_results"
urlpatterns = [
    path("", views.index, name="index"),
    path("university/", units.university, name="university"),
    path("faculty/<str:code>/", units.faculty, name="faculty"),
    path("department/<str:code>/", units.department, name="department"),
    path("<str:code>/", units.program, name="program"),
]
