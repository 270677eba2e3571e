from fastapi import APIRouter

from ..settings import settings

router = APIRouter(prefix="/_debug")


@router.get("/config")
def show_config():
    return {"env": settings.environment, "helcim_configured": bool(settings.helcim_api_token.get_secret_value())}
