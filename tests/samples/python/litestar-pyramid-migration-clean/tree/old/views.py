from pyramid.view import view_config

from common.helcim import creds, initialize


@view_config(route_name="order", renderer="json", request_method="POST")
def order(request):
    pay = initialize(float(request.POST["amount"]))
    request.session["validate_with"] = pay["secretToken"]
    return {"checkout": pay["checkoutToken"]}


@view_config(route_name="page", renderer="old:templates/page.jinja2")
def page(request):
    token, branch = creds()
    return {"last4": token[-4:], "branch": branch}
