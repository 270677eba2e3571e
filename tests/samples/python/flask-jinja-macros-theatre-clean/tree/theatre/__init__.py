import os

from flask import Flask


def create_app():
    app = Flask(__name__)
    app.config["HELCIM_API_TOKEN"] = os.getenv("HELCIM_API_TOKEN", "")
    app.config["PAYMENTS"] = {"provider": "helcim", "currency": "GBP", "ready": bool(app.config["HELCIM_API_TOKEN"])}

    @app.context_processor
    def inject_payments():
        return {"payments": app.config["PAYMENTS"], "tail": app.config["HELCIM_API_TOKEN"][-4:]}

    from .box import box

    app.register_blueprint(box)
    return app
