json.checkout @checkout["checkoutToken"]
json.expires_in 3600
