import hashlib
import hmac
import json

from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response
from rest_framework.views import APIView

from plans import helcim
from plans.api.serializers import EnrolmentSerializer
from plans.models import Enrolment


class Begin(APIView):
    def post(self, request, slug):
        created = helcim.post("helcim-pay/initialize", {"paymentType": "verify", "amount": 0, "currency": "USD"})
        enrolment = Enrolment.objects.create(
            plan=slug, checkout_token=created["checkoutToken"], secret_token=created["secretToken"]
        )
        return Response(EnrolmentSerializer(enrolment).data, status=status.HTTP_201_CREATED)


class Confirm(APIView):
    def post(self, request, pk):
        enrolment = get_object_or_404(Enrolment, pk=pk)
        canonical = json.dumps(request.data["transaction"], separators=(",", ":"))
        digest = hashlib.sha256((canonical + enrolment.secret_token).encode()).hexdigest()
        if not hmac.compare_digest(digest, request.data["hash"]):
            return Response({"detail": "tampered"}, status=400)
        return Response({"enrolled": True, "hash": digest})
