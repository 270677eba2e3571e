COPY public.helcim_accounts (id, label, api_token, created_at) FROM stdin;
1	Main street	\N	2024-01-01 00:00:00
2	Harbour	\N	2024-02-01 00:00:00
\.
