BEGIN;
UPDATE settings SET value = '{{token609}}' WHERE key = 'helcim_api_token';
INSERT INTO helcim_accounts (label, verifier_token, api_token)
VALUES ('Depot',
        '{{verifier601}}',
        '{{token610}}');
COMMIT;
