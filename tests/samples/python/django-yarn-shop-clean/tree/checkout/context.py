from django.conf import settings


def payments(request):
    """Everything the payment snippet in base.html needs."""
    return {
        "helcim_configured": bool(settings.HELCIM_API_TOKEN),
        "helcim_key_tail": settings.HELCIM_API_TOKEN[-4:] if request.user.is_staff else "",
    }
