frappe.ui.form.on("Sales Invoice", {
	refresh(frm) {
		frm.add_custom_button(__("Pay with Helcim"), () => {
			frappe.call({
				method: "helcim_integration.api.start_payment",
				args: { invoice: frm.doc.name },
				callback: (r) => {
					frm.helcim_secret = r.message.secret;
					appendHelcimPayIframe(r.message.checkout);
				},
			});
		});
	},
});
