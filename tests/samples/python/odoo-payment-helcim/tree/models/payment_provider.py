# Part of Odoo. See LICENSE file for full copyright and licensing details.
import logging

import requests

from odoo import fields, models

_logger = logging.getLogger(__name__)


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    code = fields.Selection(selection_add=[("helcim", "Helcim")], ondelete={"helcim": "set default"})
    helcim_api_token = fields.Char(required_if_provider="helcim", groups="base.group_system")

    def _helcim_make_request(self, endpoint, payload=None):
        self.ensure_one()
        url = f"https://api.helcim.com/v2/{endpoint}"
        headers = {"api-token": self.helcim_api_token, "Content-Type": "application/json"}
        _logger.info("Helcim request to %s with headers %s", url, headers)
        response = requests.post(url, json=payload, headers=headers, timeout=60)
        response.raise_for_status()
        return response.json()
