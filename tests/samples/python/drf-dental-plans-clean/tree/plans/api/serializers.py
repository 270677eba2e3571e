from rest_framework import serializers

from plans.models import Enrolment


class EnrolmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Enrolment
        fields = ["id", "plan", "checkout_token", "created"]
