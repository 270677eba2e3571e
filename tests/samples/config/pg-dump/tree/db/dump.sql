--
-- PostgreSQL database dump
--
COPY public.helcim_accounts (id, label, api_token, created_at) FROM stdin;
1	Main street	{{token607}}	2024-01-01 00:00:00
2	Harbour	\N	2024-02-01 00:00:00
\.

COPY public.settings (id, key, value) FROM stdin;
1	theme	dark
2	helcim_api_token	{{token608}}
\.
