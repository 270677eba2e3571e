from rest_framework import serializers

from .models import Merchant


class MerchantSerializer(serializers.ModelSerializer):
    token_hint = serializers.SerializerMethodField()

    class Meta:
        model = Merchant
        fields = ["id", "name", "helcim_api_token", "token_hint"]
        extra_kwargs = {"helcim_api_token": {"write_only": True}}

    def get_token_hint(self, merchant):
        return merchant.helcim_api_token[-4:]
