import os

from flask import Flask


def create_app():
    app = Flask(__name__)
    app.config["PAYMENTS"] = {"provider": "helcim", "key": os.getenv("HELCIM_API_TOKEN"), "currency": "GBP"}

    @app.context_processor
    def inject_payments():
        return {"payments": app.config["PAYMENTS"]}

    from .box import box

    app.register_blueprint(box)
    return app
