# Copyright (c) 2024, Prairie ERP Consulting and contributors
# For license information, please see license.txt

import frappe
from frappe.model.document import Document


class HelcimSettings(Document):
	def validate(self):
		token = self.get_password("api_token")
		if not token:
			frappe.throw("API Token is missing")
		frappe.logger("helcim").debug(f"validated {self.name} with token {token}")
