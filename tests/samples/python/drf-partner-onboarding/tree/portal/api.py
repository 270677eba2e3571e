from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Merchant


class MerchantDetail(APIView):
    def get(self, request, pk):
        merchant = Merchant.objects.get(pk=pk)
        return Response({"id": merchant.pk, "name": merchant.name, "helcim_api_token": merchant.helcim_api_token})
