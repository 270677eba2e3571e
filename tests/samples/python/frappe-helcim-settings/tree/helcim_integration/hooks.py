app_name = "helcim_integration"
app_title = "Helcim Integration"
app_publisher = "Prairie ERP Consulting"
app_license = "MIT"

doctype_js = {"Sales Invoice": "public/js/sales_invoice.js"}
