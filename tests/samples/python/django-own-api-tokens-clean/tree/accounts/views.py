import logging

from django.contrib.auth import authenticate
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from .models import ApiToken

log = logging.getLogger(__name__)


@require_POST
def login(request):
    user = authenticate(request, username=request.POST["username"], password=request.POST["password"])
    if user is None:
        return JsonResponse({"error": "bad credentials"}, status=401)
    token = ApiToken.objects.create(user=user)
    log.info("issued token %s... to %s", token.prefix, user)
    return JsonResponse({"api_token": token.key, "user": user.pk})


def tokens(request):
    return JsonResponse({"tokens": [t.prefix + "..." for t in request.user.apitoken_set.all()]})
