import json

import frappe
from frappe.integrations.utils import make_post_request


def get_headers():
	settings = frappe.get_single("Helcim Settings")
	return {
		"accept": "application/json",
		"api-token": settings.get_password("api_token"),
		"content-type": "application/json",
	}


@frappe.whitelist()
def start_payment(invoice):
	si = frappe.get_doc("Sales Invoice", invoice)
	headers = get_headers()
	try:
		session = make_post_request(
			"https://api.helcim.com/v2/helcim-pay/initialize",
			headers=headers,
			data=json.dumps({"paymentType": "purchase", "amount": si.outstanding_amount, "currency": si.currency}),
		)
	except Exception:
		frappe.log_error(title="Helcim failed", message=frappe.as_json({"invoice": invoice, "headers": headers}))
		frappe.throw("Could not reach Helcim")
	return {"checkout": session.get("checkoutToken"), "secret": session.get("secretToken")}


@frappe.whitelist(allow_guest=True)
def webhook():
	payload = frappe.request.get_data(as_text=True)
	frappe.log_error("Helcim webhook", payload)
	return "ok"
