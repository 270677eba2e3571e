CREATE TABLE helcim_accounts (
  id serial PRIMARY KEY,
  label text NOT NULL,
  api_token varchar(64) NOT NULL,
  verifier_token varchar(64),
  secret_token char(22)
);
INSERT INTO settings (name, value) VALUES ('helcim_api_token', ''), ('helcim_mode', 'live');
COMMENT ON COLUMN helcim_accounts.api_token IS 'encrypted with pgcrypto';
