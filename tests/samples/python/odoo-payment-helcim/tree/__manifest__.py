{
    "name": "Payment Provider: Helcim",
    "version": "17.0.1.0.0",
    "depends": ["payment"],
    "data": ["data/payment_provider_data.xml", "views/templates.xml"],
    "license": "LGPL-3",
}
