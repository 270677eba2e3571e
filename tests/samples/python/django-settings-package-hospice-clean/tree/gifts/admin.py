from django.contrib import admin

from .models import Charity


@admin.register(Charity)
class CharityAdmin(admin.ModelAdmin):
    list_display = ("name", "token_tail", "has_token")

    @admin.display(description="Token")
    def token_tail(self, obj):
        return f"…{obj.helcim_token[-4:]}" if obj.helcim_token else "-"

    @admin.display(boolean=True)
    def has_token(self, obj):
        return bool(obj.helcim_token)
