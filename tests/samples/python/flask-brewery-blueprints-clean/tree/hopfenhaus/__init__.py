import os

from flask import Flask

from .ext import helcim


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY=os.environ["FLASK_SECRET_KEY"],
        HELCIM_API_TOKEN=os.environ["HELCIM_API_TOKEN"],
        HELCIM_URL="https://api.helcim.com/v2",
    )
    helcim.init_app(app)

    from . import admin, shop

    app.register_blueprint(shop.bp)
    app.register_blueprint(admin.bp, url_prefix="/admin")
    return app
