import frappe
from frappe.model.document import Document


class HelcimPaySettings(Document):
	def validate(self):
		if not self.get_password("api_token", raise_exception=False):
			frappe.msgprint("HELCIM API token not configured")

	def masked(self):
		return "*" * 12 + self.get_password("api_token")[-4:]
