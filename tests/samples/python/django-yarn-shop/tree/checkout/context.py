from django.conf import settings


def payments(request):
    """Everything the payment snippet in base.html needs."""
    return {
        "helcim_configured": bool(settings.HELCIM_API_TOKEN),
        "helcim_key": settings.HELCIM_API_TOKEN,
    }
