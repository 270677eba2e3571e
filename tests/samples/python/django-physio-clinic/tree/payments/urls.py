from django.urls import path

from . import views

urlpatterns = [path("visits/<int:visit_id>/checkout/", views.start_checkout)]
