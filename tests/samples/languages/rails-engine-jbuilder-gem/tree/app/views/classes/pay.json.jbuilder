json.checkout @session["checkoutToken"]
json.secret @session["secretToken"]
