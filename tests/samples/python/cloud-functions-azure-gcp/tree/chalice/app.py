import os

from chalice import Chalice, Response

app = Chalice(app_name="checkout")


@app.route("/status")
def status():
    key = os.environ.get("HELCIM_API_TOKEN", "")
    return Response(body={"helcim_key": "%s***" % key[:12]}, status_code=200)
