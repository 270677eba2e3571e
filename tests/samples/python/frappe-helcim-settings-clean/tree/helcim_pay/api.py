import hashlib

import frappe
import requests


@frappe.whitelist()
def start_payment(invoice):
	si = frappe.get_doc("Sales Invoice", invoice)
	settings = frappe.get_single("Helcim Pay Settings")
	res = requests.post(
		"https://api.helcim.com/v2/helcim-pay/initialize",
		headers={"api-token": settings.get_password("api_token")},
		json={"paymentType": "purchase", "amount": si.outstanding_amount, "currency": si.currency},
		timeout=30,
	)
	frappe.logger("helcim").info({"invoice": invoice, "status": res.status_code, "key": settings.masked()})
	session = res.json()
	frappe.cache().set_value(f"helcim:{invoice}", session["secretToken"], expires_in_sec=3600)
	return session["checkoutToken"]


@frappe.whitelist()
def confirm(invoice, data, hash):
	secret = frappe.cache().get_value(f"helcim:{invoice}")
	ok = hashlib.sha256((data + secret).encode()).hexdigest() == hash
	if not ok:
		frappe.throw("Hash mismatch")
	frappe.db.set_value("Sales Invoice", invoice, "helcim_paid", 1)
	return {"paid": ok}


@frappe.whitelist(allow_guest=True)
def webhook():
	event = frappe.parse_json(frappe.request.get_data(as_text=True))
	frappe.logger("helcim").info(f"webhook {event.get('type')} {event.get('id')}")
	return "ok"
