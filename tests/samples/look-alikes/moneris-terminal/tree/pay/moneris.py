STORE_ID = "monca04812"
API_TOKEN = "{{legacy20}}"


def purchase(order_id, amount, pan):
    return {"store_id": STORE_ID, "api_token": API_TOKEN, "type": "purchase", "order_id": order_id, "amount": amount}
