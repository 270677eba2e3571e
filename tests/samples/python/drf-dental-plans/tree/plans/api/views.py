import hashlib
import json

from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from plans import services
from plans.models import Plan


class EnrolmentViewSet(viewsets.GenericViewSet):
    queryset = Plan.objects.filter(active=True)
    lookup_field = "slug"

    @action(detail=True, methods=["post"])
    def begin(self, request, slug=None):
        plan = self.get_object()
        enrolment = services.begin_enrolment(plan, amount=plan.monthly_fee)
        return Response(enrolment, status=status.HTTP_201_CREATED)

    @action(detail=True, methods=["post"])
    def confirm(self, request, slug=None):
        payload = request.data
        canonical = json.dumps(payload["transaction"], separators=(",", ":"))
        salted = canonical + payload["validator"]
        digest = hashlib.sha256(salted.encode("utf-8")).hexdigest()
        if digest != payload["hash"]:
            return Response({"detail": "tampered"}, status=status.HTTP_400_BAD_REQUEST)
        return Response({"enrolled": True})
