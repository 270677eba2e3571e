INSERT INTO helcim_sessions (order_no, checkout_token, secret_token) VALUES ('INV2002', '{{checkouttoken42}}', NULL);
