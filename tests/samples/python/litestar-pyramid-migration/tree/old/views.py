from pyramid.view import view_config

from common.helcim import creds, initialize


@view_config(route_name="order", renderer="json", request_method="POST")
def order(request):
    pay = initialize(float(request.POST["amount"]))
    return {"checkout": pay["checkoutToken"], "validate_with": pay["secretToken"]}


@view_config(route_name="page", renderer="old:templates/page.jinja2")
def page(request):
    token, branch = creds()
    return {"token": token, "branch": branch}
