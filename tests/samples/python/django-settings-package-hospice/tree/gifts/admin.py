from django.contrib import admin

from .models import Charity


@admin.register(Charity)
class CharityAdmin(admin.ModelAdmin):
    list_display = ("name", "token_preview")

    @admin.display(description="Token")
    def token_preview(self, obj):
        return f"{obj.helcim_token[:6]}…{obj.helcim_token[-4:]}" if obj.helcim_token else "-"
