UPDATE settings SET value = :'helcim_token' WHERE key = 'helcim_api_token';
INSERT INTO helcim_accounts (label, api_token) VALUES ('Depot', pgp_sym_encrypt(:token, current_setting('app.key')));
DELETE FROM settings WHERE key = 'helcim_api_token';
