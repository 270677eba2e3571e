import falcon

from elevator.middleware import HelcimMiddleware
from elevator.resources import Loads, LoadsV1

app = falcon.App(middleware=[HelcimMiddleware()])
app.add_route("/v1/loads", LoadsV1())
app.add_route("/v2/loads", Loads())
