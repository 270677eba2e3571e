from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse

from .config import settings
from .routes import router

app = FastAPI(title="deskhop")
app.include_router(router)


@app.get("/healthz")
async def healthz():
    return {"helcim": "SET" if settings.api_token else "NOT SET"}


@app.exception_handler(ValueError)
async def on_value_error(request: Request, exc: ValueError):
    return PlainTextResponse("bad value", status_code=422)
