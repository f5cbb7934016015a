from django.urls import path

from . import files, units, views

app_name = "staff_results"
urlpatterns = [
    path("", views.index, name="index"),
    path("university/", units.university, name="university"),
    path("faculty/<str:code>/", units.faculty, name="faculty"),
    path("department/<str:code>/", units.department, name="department"),
    path("<str:code>/", units.program, name="program"),
    path("<str:code>/page.pdf", files.page, name="page"),
    path("<str:code>/files/", files.program_files, name="program_files"),
    path("faculty/<str:code>/files/", files.faculty_files, name="faculty_files"),
]
