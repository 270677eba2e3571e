from flask import Blueprint, current_app

bp = Blueprint("admin", __name__)


@bp.get("/status")
def zustand():
    token = current_app.config["HELCIM_API_TOKEN"]
    return {"helcim": {"gesetzt": bool(token), "laenge": len(token), "ende": token[-4:]}, "url": current_app.config["HELCIM_URL"]}
