from fastapi import APIRouter

from ..settings import get_settings

router = APIRouter(prefix="/_debug")


@router.get("/config")
def show_config():
    settings = get_settings()
    return {"env": settings.environment, "helcim_token": settings.helcim_api_token}
